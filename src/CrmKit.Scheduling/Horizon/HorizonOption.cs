namespace CrmKit.Scheduling;

/// <summary>A candidate with the days on which it may be made through each of the horizon's channels.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Points">By channel of the horizon, the person's first contact point that opens on any day; <c>null</c> where none does.</param>
/// <param name="Open">By channel, the open days, a bit each.</param>
/// <param name="Order">By channel, the place of its point in the person's order.</param>
internal sealed record HorizonOption(TouchCandidate Candidate, ContactPoint?[] Points, ulong[] Open, int[] Order)
{
    public bool IsEverOpen => Open.Any(days => days != 0);

    /// <summary>Whether the allocator may choose: what is owed, and what passes the caps, is placed before.</summary>
    public bool IsFree => !Candidate.IsCommitment && TouchClassRules.ObeysCap(Candidate.Class);

    /// <summary>The open days in their order, and on each the channels, the one that the person likes best first.</summary>
    public IEnumerable<(int Day, int Channel)> Places() =>
        from day in Enumerable.Range(0, ContactProblem.MostDays)
        from channel in Enumerable.Range(0, Open.Length).Where(c => (Open[c] >> day & 1) != 0).OrderBy(c => Order[c])
        select (day, channel);
}
