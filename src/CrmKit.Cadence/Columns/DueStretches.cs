namespace CrmKit.Cadence;

/// <summary>Runs over people in stretches of fixed length, each on one thread, each with places of its own to write to.</summary>
internal static class DueStretches
{
    public const int Length = 16_384;

    public static int Of(int count) => (count + Length - 1) / Length;

    public static void Run<T>(int count, int maxThreads, T work, Action<T, int, int> act, CancellationToken cancellationToken)
    {
        var stretches = Of(count);
        if (Math.Min(maxThreads, stretches) <= 1)
        {
            for (var stretch = 0; stretch < stretches; stretch++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                act(work, stretch * Length, Math.Min(count, (stretch + 1) * Length));
            }

            return;
        }

        RunOnThreads(count, maxThreads, work, act, cancellationToken);
    }

    // A method of its own, since the closure is allocated where the method begins.
    private static void RunOnThreads<T>(int count, int maxThreads, T work, Action<T, int, int> act, CancellationToken cancellationToken) => Parallel.For(
        0,
        Of(count),
        new ParallelOptions { MaxDegreeOfParallelism = maxThreads, CancellationToken = cancellationToken },
        stretch => act(work, stretch * Length, Math.Min(count, (stretch + 1) * Length)));
}
