namespace CrmKit.Scheduling;

/// <summary>The candidates that are still to be decided, each effect once, in the one order in which planners look at them.</summary>
internal static class OpenCandidates
{
    /// <summary>Refuses customers who come twice: what one case leaves free the other would take.</summary>
    /// <exception cref="ArgumentException">A customer comes twice.</exception>
    public static void CheckCustomers(IReadOnlyCollection<PlanningCase> cases)
    {
        var seen = new HashSet<CustomerId>(cases.Count);
        foreach (var item in cases)
        {
            if (!seen.Add(item.Facts.Customer))
            {
                // A customer's id stays out: it may be an address.
                throw new ArgumentException($"The customer of case {seen.Count + 1} comes twice: hand in one case per customer.", nameof(cases));
            }
        }
    }

    /// <summary>Commitments first, then by value; ties by the seed.</summary>
    /// <exception cref="InvalidOperationException">A candidate belongs to another customer than its case.</exception>
    public static IEnumerable<TouchCandidate> InOrder(IEnumerable<PlanningCase> cases, ulong seed)
    {
        var open = new List<(TouchCandidate Candidate, ulong Tie)>();
        foreach (var item in cases)
        {
            foreach (var candidate in item.Candidates)
            {
                if (candidate.Key.Customer != item.Facts.Customer)
                {
                    throw new InvalidOperationException($"A candidate with the reason {candidate.Key.Reason} belongs to another customer than its case.");
                }

                if (!item.Facts.Decided.Contains(candidate.Key))
                {
                    open.Add((candidate, TieBreak.Rank(seed, candidate.Key)));
                }
            }
        }

        // A source that looks at both local days of one business day may name an effect twice; it is one effect, and which of the two
        // stands for it must not depend on the order of input.
        return open
            .OrderByDescending(entry => entry.Candidate.IsCommitment)
            .ThenByDescending(entry => entry.Candidate.Value)
            .ThenBy(entry => entry.Tie)
            .ThenBy(entry => entry.Candidate.Key.ToString(), StringComparer.Ordinal)
            .ThenBy(entry => entry.Candidate.Window.Start)
            .ThenBy(entry => entry.Candidate.Window.End)
            .ThenBy(entry => entry.Candidate.Class)
            .ThenBy(entry => entry.Candidate.Kind)
            .ThenBy(entry => entry.Candidate.PeakDay)
            .ThenBy(entry => entry.Candidate.LossPerDay)
            .ThenBy(entry => entry.Candidate.Reason.ToString(), StringComparer.Ordinal)
            .ThenBy(entry => entry.Candidate.Purpose.ToString(), StringComparer.Ordinal)
            .ThenBy(entry => entry.Candidate.Topic.ToString(), StringComparer.Ordinal)
            .ThenBy(entry => entry.Candidate.Regards.ToString(), StringComparer.Ordinal)
            .ThenBy(entry => entry.Candidate.Moot.ToString(), StringComparer.Ordinal)
            .ThenBy(entry => string.Join(',', entry.Candidate.Channels), StringComparer.Ordinal)
            .Select(entry => entry.Candidate)
            .DistinctBy(candidate => candidate.Key);
    }
}
