namespace CrmKit.Import;

/// <summary>The legal basis that a row names.</summary>
internal enum RowBasis
{
    Consent = 1,
    Contract,
    LegalObligation,
    LegitimateInterest,

    /// <summary>None that permits contact.</summary>
    None,
}
