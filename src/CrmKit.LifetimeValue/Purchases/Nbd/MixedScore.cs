namespace CrmKit.LifetimeValue;

// The loop over a batch that the models share: lengths, cancellation and the checks of each row.
internal static class MixedScore
{
    public static void Run<T>(
        BulkScore<T> score,
        ReadOnlySpan<int> x,
        ReadOnlySpan<double> recency,
        ReadOnlySpan<double> age,
        Span<double> probabilityAlive,
        Span<double> expectedPurchases,
        CancellationToken cancellationToken)
        where T : struct, ILifetime<T>
    {
        for (var i = 0; i < x.Length; i++)
        {
            if ((i & 1023) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            (probabilityAlive[i], expectedPurchases[i]) = score.Of(ModelDomain.Checked(new PurchaseHistory(x[i], recency[i], age[i])));
        }
    }

    public static void CheckLengths(
        ReadOnlySpan<int> x, ReadOnlySpan<double> recency, ReadOnlySpan<double> age, double horizon, Span<double> probabilityAlive, Span<double> expectedPurchases)
    {
        if (recency.Length != x.Length || age.Length != x.Length || probabilityAlive.Length != x.Length || expectedPurchases.Length != x.Length)
        {
            throw new ArgumentException($"All columns must have the length of x, {x.Length}.", nameof(x));
        }

        ModelDomain.NonNegative(horizon, nameof(horizon));
    }
}
