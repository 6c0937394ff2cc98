namespace CrmKit.Scheduling;

/// <summary>Runs over customers on several threads in stretches. What is gathered on the way must not depend on which thread did what: sums of integers, or a place of each customer's own.</summary>
internal static class AllocationParallel
{
    private const int Customers = 256;

    /// <summary>Runs the body for every index; returns the states of the workers.</summary>
    public static List<TState> For<TState>(int count, int maxThreads, Func<TState> create, Action<TState, int> body, CancellationToken cancellationToken, int stretch = Customers)
    {
        var states = new List<TState>();
        var workers = Math.Min(maxThreads, (count + stretch - 1) / stretch);
        if (workers <= 1)
        {
            var state = create();
            states.Add(state);
            for (var i = 0; i < count; i++)
            {
                if (i % stretch == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                body(state, i);
            }

            return states;
        }

        var next = 0;
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken }, _ =>
        {
            var state = create();
            lock (states)
            {
                states.Add(state);
            }

            for (var first = Interlocked.Add(ref next, stretch) - stretch; first < count; first = Interlocked.Add(ref next, stretch) - stretch)
            {
                cancellationToken.ThrowIfCancellationRequested();
                for (var i = first; i < Math.Min(count, first + stretch); i++)
                {
                    body(state, i);
                }
            }
        });
        return states;
    }
}
