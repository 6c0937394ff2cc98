namespace CrmKit.Scheduling;

/// <summary>How warm an exchange starts, and how little imbalance weighs at first.</summary>
/// <param name="Warmth">First temperature, as a part of what a contact is typically worth.</param>
/// <param name="Halvings">How often it halves.</param>
/// <param name="FirstWeight">First weight of a unit left over, as a part of its price.</param>
/// <param name="Doublings">How often that doubles to come to the whole price.</param>
internal readonly record struct ExchangeSchedule(double Warmth, double Halvings, double FirstWeight, double Doublings)
{
    // Measured on the reference instances: the cool start wins where there are many customers, the warm ones find other combinations of lumpy budgets where there are few.
    private static readonly ExchangeSchedule[] All = [new(0.0025, 3.5, 0.0015, 9.4), new(0.03, 6, 0.001, 10), new(0.03, 6, 0.02, 5.7), new(0.01, 4, 0.005, 7.7)];

    /// <summary>The schedule of a round.</summary>
    public static ExchangeSchedule Of(int round) => All[round % All.Length];
}
