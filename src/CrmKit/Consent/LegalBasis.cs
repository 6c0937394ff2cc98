namespace CrmKit;

/// <summary>What a permission rests on, in the terms of the General Data Protection Regulation, article 6(1).</summary>
public enum LegalBasis
{
    /// <summary>The person agreed: point (a).</summary>
    Consent = 1,

    /// <summary>A contract with the person: point (b).</summary>
    Contract,

    /// <summary>A duty by law: point (c).</summary>
    LegalObligation,

    /// <summary>An interest of the business that the person may object to at any time, such as news for existing customers: point (f).</summary>
    LegitimateInterest,
}
