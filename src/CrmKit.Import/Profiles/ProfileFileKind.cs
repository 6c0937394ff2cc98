namespace CrmKit.Import;

/// <summary>What a vendor's file is a list of.</summary>
public enum ProfileFileKind
{
    /// <summary>People, one a row, with the flags that the vendor keeps on them.</summary>
    Contacts = 1,

    /// <summary>E-mail statuses and consents, one address or one statement a row.</summary>
    Statuses,

    /// <summary>Deals, opportunities or orders; those that are won are purchases.</summary>
    Deals,
}
