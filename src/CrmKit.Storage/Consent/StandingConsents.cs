namespace CrmKit.Storage;

/// <summary>What a person has said, without what the undoing of a merge made void. For those who write a store.</summary>
public static class StandingConsents
{
    /// <summary>The ledger that a double opt-in is judged by.</summary>
    /// <param name="consents">The statements of all records of the person.</param>
    /// <param name="at">The store's clock.</param>
    public static ConsentLedger At(IEnumerable<RecordedConsent> consents, Instant at)
    {
        ArgumentNullException.ThrowIfNull(consents);
        return new ConsentLedger(consents.Where(recorded => recorded.VoidFrom is not { } end || end > at));
    }
}
