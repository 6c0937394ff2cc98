namespace CrmKit.LifetimeValue;

/// <summary>The estimator of regularity that needs no rate: it looks at customers with two gaps alone.</summary>
/// <remarks>
/// Wheat and Morrison (1990), JMR 27(1) 87-93: the share M of the first gap in the two is Beta(k, k), whatever the customer's rate, so that E[M (1 - M)] = k/(2 (2 k + 1)).
/// M (1 - M) is the product of the gaps over the square of their sum, which a state keeps.
/// </remarks>
public static class WheatMorrison
{
    // From 1/4 - Var M on, k is beyond what whole days can tell.
    private const double AllEqual = 0.25 - 1e-9;

    /// <summary>k of a segment.</summary>
    /// <param name="states">The gaps of its customers; those with other than two are passed over.</param>
    /// <returns>Above 0; <c>null</c> where nobody has two gaps, or all of them are equal, so that k has no estimate.</returns>
    public static double? Regularity(IEnumerable<RhythmState> states)
    {
        ArgumentNullException.ThrowIfNull(states);

        // Added up in rising order, so that the order of the customers leaves no trace.
        double[] products = [.. states.Where(state => state.Gaps == 2).Select(state => Math.Exp(state.SumLogGapDays - (2 * Math.Log(state.GapDays)))).Order()];
        var mean = products.Length == 0 ? AllEqual : products.Sum() / products.Length;
        return mean < AllEqual ? 2 * mean / (1 - (4 * mean)) : null;
    }
}
