namespace CrmKit;

/// <summary>What a customer is.</summary>
public enum PartyKind
{
    /// <summary>One human being.</summary>
    Person = 1,

    /// <summary>People who live together and are addressed together.</summary>
    Household,

    /// <summary>A company, an association, an authority.</summary>
    Organisation,
}
