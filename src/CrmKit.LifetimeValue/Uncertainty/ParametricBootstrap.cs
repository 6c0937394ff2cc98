using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>Draws as many customers of the same ages from a fitted model, again and again, and fits each draw: what the data leave open.</summary>
/// <remarks>Efron and Tibshirani (1993), chapter 6. A replicate takes 28 bytes a customer who bought again, and a little a row of the data. Each replicate has a stream of random numbers of its own. Thread-safe.</remarks>
public static class ParametricBootstrap
{
    private const long MostCustomers = 50_000_000;

    /// <summary>Makes the replicates.</summary>
    /// <param name="estimator">Fits each replicate.</param>
    /// <param name="fit">The fit to the data.</param>
    /// <param name="data">The data, of which the ages are kept.</param>
    /// <param name="options">How it is made.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops the work; polled at every customer drawn and every iteration of a fit.</param>
    /// <exception cref="ArgumentException">
    /// There are more than 50 million customers, whom the delta method serves as well; or the model, as one at the edge of its parameters may, draws a hundred times the purchases of the data and more.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ModelDraws<IPurchaseModel> Run(
        IPurchaseEstimator estimator,
        IModelFit<IPurchaseModel> fit,
        RecencyFrequencyTable data,
        BootstrapOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(data);
        var checkedOptions = (options ?? new BootstrapOptions()).Checked();
        var models = new IPurchaseModel[checkedOptions.Replicates];
        var (failed, done) = (0, 0);

        if (data.Customers > MostCustomers)
        {
            throw new ArgumentException($"A bootstrap draws each of the customers; there are {data.Customers}, at most {MostCustomers} are drawn.", nameof(data));
        }

        var isEndless = false;
        var mostPurchases = MostPurchases(data);

        // The replicates share the threads; a single fit among them needs no more than one.
        var each = checkedOptions.Fit with { MaxThreads = 1 };
        Parallel.For(
            0,
            models.Length,
            new ParallelOptions { MaxDegreeOfParallelism = checkedOptions.Fit.MaxThreads, CancellationToken = cancellationToken },
            (i, state) =>
            {
                if (Draw(fit.Model, data, mostPurchases, Mixed(checkedOptions.Seed, i), cancellationToken) is not { } drawn)
                {
                    isEndless = true;
                    state.Stop();
                    return;
                }

                var replicate = estimator.Fit(drawn, each, cancellationToken);
                models[i] = replicate.Model;
                if (replicate.Convergence.Status != ConvergenceStatus.Converged)
                {
                    Interlocked.Increment(ref failed);
                }

                progress?.Report((double)Interlocked.Increment(ref done) / models.Length);
            });
        return isEndless
            ? throw new ArgumentException($"The fitted model draws more than {mostPurchases} purchases for these customers; its parameters are too far out for a bootstrap.", nameof(fit))
            : new ModelDraws<IPurchaseModel>(fit.Model, [.. models], failed);
    }

    // A model that fits draws about as many purchases as there were; heavy tails and few customers may draw many more.
    private static long MostPurchases(RecencyFrequencyTable data)
    {
        double observed = 0;
        foreach (var (x, customers) in data.Columns.Levels())
        {
            observed += x * customers;
        }

        return (long)Math.Min(1e12, 1e6 + (100 * (observed + data.Customers)));
    }

    // Those who never bought again are equal, and are counted; the others take a row each. Null where the model draws more purchases than it may.
    private static RecencyFrequencyTable? Draw(IPurchaseModel model, RecencyFrequencyTable data, long mostPurchases, ulong seed, CancellationToken cancellationToken)
    {
        var random = new SeededRandom(seed);
        var rows = new BootstrapRows();
        for (var i = 0; i < data.Count; i++)
        {
            var age = data.Age[i];
            for (var left = data.Columns.CustomersAt(i); left > 0; left--)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!rows.TryAdd(model.Draw(random, age), age, mostPurchases))
                {
                    return null;
                }
            }
        }

        return rows.ToTable(data.DaysPerTimeUnit);
    }

    // Neighbouring replicates begin far apart (the golden ratio's multiples).
    private static ulong Mixed(ulong seed, int replicate) => seed + ((ulong)(replicate + 1) * 0x9E3779B97F4A7C15);
}
