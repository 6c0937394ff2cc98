namespace CrmKit.LifetimeValue;

// Wheat and Morrison (1990): of two gaps of one customer the share M of the first is Beta(k, k), whatever the rate, so that E[M (1 - M)] = k/(2 (2 k + 1)).
// M (1 - M) is the product of the gaps over the square of their sum, which a customer with two gaps keeps.
internal static class WheatMorrison
{
    private const double Least = 0.1;
    private const double Most = 20;

    // k, kept within what a search can start from; null where nobody has two gaps.
    public static double? Regularity(ImmutableArray<GapRow> rows)
    {
        double sum = 0, customers = 0;
        foreach (var row in rows)
        {
            if (row.Gaps == 2)
            {
                sum += row.Customers * Math.Exp(row.SumLog - (2 * Math.Log(row.Sum)));
                customers += row.Customers;
            }
        }

        if (customers == 0)
        {
            return null;
        }

        // M (1 - M) = 1/4 - Var M is at most 1/4, where k is infinite.
        var mean = sum / customers;
        return mean < 0.2499 ? Math.Clamp(2 * mean / (1 - (4 * mean)), Least, Most) : Most;
    }
}
