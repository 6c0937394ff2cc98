namespace CrmKit.Churn;

/// <summary>Decides whom to save: those where the offer is expected to bring more than it costs, best use of the budget first.</summary>
/// <remarks>
/// Under a budget the offers are taken by gain for each unit of cost, as Dantzig (1957) fills a knapsack: what is left on the table is less than the gain of the first offer that did not
/// fit. Offers without cost come first. Who is held out is drawn among those whom the budget reaches, so that both groups are alike. Ties go by ordinal order of the id.
/// Thread-safe; O(n log n).
/// </remarks>
public static class SavePlanner
{
    /// <summary>Decides.</summary>
    /// <param name="candidates">The customers, each once, in one currency.</param>
    /// <param name="options">Budget and hold-out.</param>
    /// <returns>One decision for each candidate: the offers to make in their order, then the held out, those beyond the budget, and those not worth it.</returns>
    /// <exception cref="ArgumentException">A candidate has a chance outside 0 to 1 or money below zero, or stands twice; its position is named.</exception>
    /// <exception cref="CurrencyMismatchException">Currencies are mixed.</exception>
    public static ImmutableArray<SaveDecision> Plan(IEnumerable<SaveCandidate> candidates, SaveOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        options ??= SaveOptions.Default;
        var left = options.Budget;
        var weighed = Weighed(candidates);
        var decisions = ImmutableArray.CreateBuilder<SaveDecision>(weighed.Count);
        foreach (var (candidate, gain) in weighed)
        {
            var verdict = gain.Amount <= 0 ? SaveVerdict.NotWorthIt
                : left is { } budget && (budget - candidate.Cost).Amount < 0 ? SaveVerdict.BeyondBudget
                : options.HoldOut?.Holds(candidate.Customer) == true ? SaveVerdict.HeldOut
                : SaveVerdict.Save;
            if (verdict == SaveVerdict.Save && left is { } rest)
            {
                left = rest - candidate.Cost;
            }

            decisions.Add(new SaveDecision(candidate, gain, verdict));
        }

        decisions.Sort(static (a, b) => Place(a.Verdict).CompareTo(Place(b.Verdict)) is var place and not 0 ? place : Order((a.Candidate, a.ExpectedGain), (b.Candidate, b.ExpectedGain)));
        return decisions.MoveToImmutable();
    }

    private static List<(SaveCandidate Candidate, Money Gain)> Weighed(IEnumerable<SaveCandidate> candidates)
    {
        var weighed = new List<(SaveCandidate, Money)>();
        var seen = new HashSet<CustomerId>();
        var zero = default(Money?);
        foreach (var candidate in candidates)
        {
            Check(candidate, weighed.Count, seen);
            var gain = candidate.ExpectedGain;
            zero ??= Money.Zero(gain.Currency);
            weighed.Add((candidate, gain + zero.Value));
        }

        weighed.Sort(Order);
        return weighed;
    }

    private static void Check(SaveCandidate candidate, int position, HashSet<CustomerId> seen)
    {
        var fault = candidate switch
        {
            null => "there is none",
            { ProbabilityOfLeaving: not (>= 0 and <= 1) } => "the probability of leaving must be 0 to 1",
            { ChanceToSave: not (>= 0 and <= 1) } => "the chance to save must be 0 to 1",
            { ValueAtRisk.Amount: < 0 } => "the value at risk must be zero or more",
            { Cost.Amount: < 0 } => "the cost must be zero or more",
            _ when !seen.Add(candidate.Customer) => "the customer stands there twice",
            _ => null,
        };
        if (fault is not null)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Candidate {position}: {fault}."), nameof(candidate));
        }
    }

    // Gain for each unit of cost, highest first; then the larger gain, then the id.
    private static int Order((SaveCandidate Candidate, Money Gain) a, (SaveCandidate Candidate, Money Gain) b)
    {
        var (x, y) = (Worth(a), Worth(b));
        var order = y.CompareTo(x);
        order = order != 0 ? order : b.Gain.Amount.CompareTo(a.Gain.Amount);
        return order != 0 ? order : a.Candidate.Customer.CompareTo(b.Candidate.Customer);
    }

    private static double Worth((SaveCandidate Candidate, Money Gain) one) => one.Candidate.Cost.Amount == 0
        ? one.Gain.Amount > 0 ? double.PositiveInfinity : 0
        : (double)one.Gain.Amount / (double)one.Candidate.Cost.Amount;

    private static int Place(SaveVerdict verdict) => verdict switch
    {
        SaveVerdict.Save => 0,
        SaveVerdict.HeldOut => 1,
        SaveVerdict.BeyondBudget => 2,
        _ => 3,
    };
}
