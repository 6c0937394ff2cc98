namespace CrmKit;

/// <summary>What a contact gives to the person, whatever its class.</summary>
public enum TouchKind
{
    /// <summary>Something of use: advice, an invitation, a piece of news.</summary>
    Value = 1,

    /// <summary>Attention: a greeting, thanks, a question how it went.</summary>
    Care,

    /// <summary>An offer.</summary>
    Pitch,
}
