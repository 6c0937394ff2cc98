namespace CrmKit.Desk;

/// <summary>Collects a stream.</summary>
internal static class AsyncSequences
{
    public static async Task<ImmutableArray<T>> CollectAsync<T>(this IAsyncEnumerable<T> items, CancellationToken cancellationToken)
    {
        var all = ImmutableArray.CreateBuilder<T>();
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            all.Add(item);
        }

        return all.ToImmutable();
    }
}
