namespace CrmKit.Testing.Conformance;

/// <summary>The promises that every <see cref="CrmKit.Storage.ICrmStore"/> keeps.</summary>
/// <remarks>Each case wants a fresh store that is open: <see cref="StoreUnderTest.ReopenAsync"/> before, <see cref="StoreUnderTest.DisposeAsync"/> after.</remarks>
public static class StoreConformance
{
    /// <summary>The cases, in no order that matters.</summary>
    public static IReadOnlyList<ConformanceCase> Cases { get; } =
    [
        .. PeopleCases.All,
        .. ConsentCases.All,
        .. TimelineCases.All,
        .. ReadingCases.All,
        .. CommitCases.All,
        .. EnqueueCases.All,
        .. LeaseCases.All,
        .. RenewalCases.All,
        .. BatchCases.All,
        .. SendingCases.All,
        .. FactsCases.All,
        .. PressureCases.All,
        .. RecordCases.All,
        .. TopicConsentCases.All,
        .. SuppressionCases.All,
        .. SharedPointCases.All,
        .. OptInCases.All,
        .. MergeCases.All,
        .. MergedOutboxCases.All,
        .. UnmergeCases.All,
        .. ConcludedRefusalCases.All,
        .. CarriedRefusalCases.All,
        .. CorrectionCases.All,
        .. AsOfCases.All,
        .. RecordingCases.All,
        .. PastConsentCases.All,
        .. ErasureCases.All,
        .. ErasedAddressCases.All,
        .. ForgottenRefusalCases.All,
        .. IncentiveCases.All,
    ];

    /// <summary>The promises of a store that is a <see cref="CrmKit.Storage.IRetentionStore"/> too.</summary>
    public static IReadOnlyList<ConformanceCase> RetentionCases { get; } = [.. Conformance.RetentionCases.All];
}
