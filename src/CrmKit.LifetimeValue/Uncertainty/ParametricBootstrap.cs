using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>Draws as many customers of the same ages from a fitted model, again and again, and fits each draw: what the data leave open.</summary>
/// <remarks>Efron and Tibshirani (1993), chapter 6. Each replicate has a stream of random numbers of its own. Thread-safe.</remarks>
public static class ParametricBootstrap
{
    /// <summary>Makes the replicates.</summary>
    /// <param name="estimator">Fits each replicate.</param>
    /// <param name="fit">The fit to the data.</param>
    /// <param name="data">The data, of which the ages are kept.</param>
    /// <param name="options">How it is made.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops the work; polled at every iteration of a fit.</param>
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

        // The replicates share the threads; a single fit among them needs no more than one.
        var each = checkedOptions.Fit with { MaxThreads = 1 };
        Parallel.For(
            0,
            models.Length,
            new ParallelOptions { MaxDegreeOfParallelism = checkedOptions.Fit.MaxThreads, CancellationToken = cancellationToken },
            i =>
            {
                var replicate = estimator.Fit(Draw(fit.Model, data, Mixed(checkedOptions.Seed, i)), each, cancellationToken);
                models[i] = replicate.Model;
                if (replicate.Convergence.Status != ConvergenceStatus.Converged)
                {
                    Interlocked.Increment(ref failed);
                }

                progress?.Report((double)Interlocked.Increment(ref done) / models.Length);
            });
        return new ModelDraws<IPurchaseModel>(fit.Model, [.. models], failed);
    }

    private static RecencyFrequencyTable Draw(IPurchaseModel model, RecencyFrequencyTable data, ulong seed)
    {
        var random = new SeededRandom(seed);
        var histories = new List<PurchaseHistory>((int)Math.Min(data.Customers, int.MaxValue));
        for (var i = 0; i < data.Count; i++)
        {
            for (long j = 0; j < data.CustomersPerRow[i]; j++)
            {
                histories.Add(PurchaseHistory.Of(model.Draw(random, data.Age[i]), data.Age[i]));
            }
        }

        return RecencyFrequencyTable.From(histories, data.DaysPerTimeUnit);
    }

    // Neighbouring replicates begin far apart (the golden ratio's multiples).
    private static ulong Mixed(ulong seed, int replicate) => seed + ((ulong)(replicate + 1) * 0x9E3779B97F4A7C15);
}
