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
            .ThenBy(entry => entry.Candidate, Comparer<TouchCandidate>.Create(CompareEqual))
            .Select(entry => entry.Candidate)
            .DistinctBy(candidate => candidate.Key);
    }

    // Nearly never asked: two effects of one rank, or one effect that is named twice.
    private static int CompareEqual(TouchCandidate left, TouchCandidate right)
    {
        var order = ByText(left.Key, right.Key);
        order = order != 0 ? order : left.Window.Start.CompareTo(right.Window.Start);
        order = order != 0 ? order : left.Window.End.CompareTo(right.Window.End);
        order = order != 0 ? order : left.Class.CompareTo(right.Class);
        order = order != 0 ? order : Nullable.Compare(left.Kind, right.Kind);
        order = order != 0 ? order : Nullable.Compare(left.PeakDay, right.PeakDay);
        order = order != 0 ? order : Nullable.Compare(left.LossPerDay, right.LossPerDay);
        order = order != 0 ? order : ByText(left.Reason, right.Reason);
        order = order != 0 ? order : ByText(left.Purpose, right.Purpose);
        order = order != 0 ? order : ByText(left.Topic, right.Topic);
        order = order != 0 ? order : ByText(left.Regards, right.Regards);
        order = order != 0 ? order : ByText(left.Moot, right.Moot);
        return order != 0 ? order : string.CompareOrdinal(string.Join(',', left.Channels), string.Join(',', right.Channels));

        static int ByText<T>(T one, T other) => string.CompareOrdinal(one?.ToString() ?? string.Empty, other?.ToString() ?? string.Empty);
    }
}
