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
        return new ConsentLedger(consents.Where(recorded => !(recorded.VoidFrom <= at) && !(recorded.Concluded?.Until <= at)));
    }

    /// <summary>Whether a statement stops everybody who has its contact point: a refusal that the undoing of a merge did not make void, whatever the clock says.</summary>
    /// <param name="recorded">The statement.</param>
    public static bool StopsOthers(RecordedConsent recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        return recorded.Entry.IsRefusal && recorded.VoidFrom is null;
    }
}
