using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace CrmKit.LifetimeValue;

/// <summary>Fits the Gamma-Gamma model of spend by maximum likelihood.</summary>
/// <remarks>
/// Fader and Hardie (2013), note 025, eq. 1a, by Newton's method with analytic second derivatives in the logarithms of the parameters. p and q are searched
/// between 1e-7 and 1e7, gamma between 1e-7 and 1e7 times the mean spend. One logarithm a customer an iteration, on as many threads as the options allow. Deterministic: equal customers in any order
/// give the same bytes. Thread-safe. Customers without a repeat purchase or with a mean of zero are left out and counted; valid data never raise an exception:
/// where nobody is left, and nothing is believed, the answer is a model at mean 1 with <see cref="ConvergenceStatus.NotIdentified"/>.
/// </remarks>
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "An estimator is an object, so that a program can hold and inject it like the estimators with state.")]
public sealed class GammaGammaEstimator
{
    private const double Widest = 1e7;
    private static readonly ImmutableArray<string> Names = ["p", "q", "gamma"];

    /// <summary>Fits one mean per customer.</summary>
    /// <param name="x">Purchase days that the mean is taken over, 0 or more.</param>
    /// <param name="meanSpend">m, mean spend per purchase day in one currency, 0 or more and finite.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every iteration.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a row is outside its range; row and range are named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ModelFit<GammaGammaModel> Fit(
        ReadOnlySpan<int> x, ReadOnlySpan<double> meanSpend, FitOptions? options = null, CancellationToken cancellationToken = default) =>
        FitCounted(x, meanSpend, customersPerRow: default, options, cancellationToken);

    /// <summary>Fits means, each of so many customers.</summary>
    /// <param name="x">Purchase days that the mean is taken over, 0 or more.</param>
    /// <param name="meanSpend">m, mean spend per purchase day in one currency, 0 or more and finite.</param>
    /// <param name="customersPerRow">Customers of each row, 0 or more, 2^53 in all at most; one each where it is empty.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every iteration.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a row is outside its range; row and range are named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ModelFit<GammaGammaModel> FitCounted(
        ReadOnlySpan<int> x,
        ReadOnlySpan<double> meanSpend,
        ReadOnlySpan<long> customersPerRow,
        FitOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        if (x.Length != meanSpend.Length)
        {
            throw new ArgumentException($"The columns must have one length; x has {x.Length}, meanSpend {meanSpend.Length}.", nameof(meanSpend));
        }

        if (!customersPerRow.IsEmpty && customersPerRow.Length != x.Length)
        {
            throw new ArgumentException($"The columns must have one length; x has {x.Length}, customersPerRow {customersPerRow.Length}.", nameof(customersPerRow));
        }

        long leftOut = 0, total = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var customers = customersPerRow.IsEmpty ? 1 : customersPerRow[i];
            if (!(x[i] >= 0 & customers >= 0 & customers <= ModelDomain.MostCustomers - total & meanSpend[i] >= 0 & meanSpend[i] <= double.MaxValue))
            {
                Refuse(i, x[i], meanSpend[i], customers);
            }

            total += customers;
            leftOut += x[i] > 0 & meanSpend[i] > 0 ? 0 : customers;
        }

        return Fit(customersPerRow.IsEmpty ? SpendTable.From(x, meanSpend) : Counted(x, meanSpend, customersPerRow), leftOut, options, cancellationToken);
    }

    /// <summary>Fits the mean repeat spend of customers; all in one currency.</summary>
    /// <param name="summaries">The summaries.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every iteration.</param>
    /// <exception cref="CurrencyMismatchException">The summaries mix currencies.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ModelFit<GammaGammaModel> Fit(IEnumerable<PurchaseSummary> summaries, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(summaries);
        var rows = new List<SpendRow>();
        long leftOut = 0;
        Currency? currency = null;
        foreach (var summary in summaries)
        {
            currency ??= summary.RepeatSpend.Currency;
            if (summary.RepeatSpend.Currency != currency)
            {
                throw new CurrencyMismatchException(currency.Value, summary.RepeatSpend.Currency);
            }

            var mean = (double)summary.MeanRepeatSpend.Amount;
            if (summary.RepeatPurchases > 0 && mean > 0)
            {
                rows.Add(new SpendRow(summary.RepeatPurchases, mean, 1));
            }
            else
            {
                leftOut++;
            }
        }

        return Fit(SpendTable.From(rows), leftOut, options, cancellationToken);
    }

    private static SpendTable Counted(ReadOnlySpan<int> x, ReadOnlySpan<double> meanSpend, ReadOnlySpan<long> customersPerRow)
    {
        var rows = new List<SpendRow>(x.Length);
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i] > 0 && meanSpend[i] > 0 && customersPerRow[i] > 0)
            {
                rows.Add(new SpendRow(x[i], meanSpend[i], customersPerRow[i]));
            }
        }

        return SpendTable.From(rows);
    }

    private static ModelFit<GammaGammaModel> Fit(
        SpendTable table, long leftOut, FitOptions? options, CancellationToken cancellationToken)
    {
        var checkedOptions = (options ?? FitOptions.Default).Checked();
        if (table.Count == 0 && checkedOptions.Beliefs is null)
        {
            var silent = new Convergence(ConvergenceStatus.NotIdentified, 0, 0) { Parameters = Names };
            return new ModelFit<GammaGammaModel>(new GammaGammaModel(1, 2, 1), 0, 0, 0, silent) { CustomersLeftOut = leftOut };
        }

        var likelihood = new GammaGammaLikelihood(table, checkedOptions.MaxThreads);
        var scale = table.Count == 0 ? checkedOptions.Beliefs!.TypicalSpend : Math.Clamp(likelihood.GeometricMean, 1e-290, 1e290);
        var priors = checkedOptions.Beliefs?.For("gamma-gamma") ?? [];
        var search = new ThinnedSearch(
            stride =>
            {
                var some = stride == 1 ? table : table.Thinned(stride);
                return (stride == 1 ? likelihood : new GammaGammaLikelihood(some, checkedOptions.MaxThreads), some.Customers);
            },
            table.Count,
            Names,
            priors,
            checkedOptions);
        double[] lower = [1 / Widest, 1 / Widest, scale / Widest];
        double[] upper = [Widest, Widest, scale * Widest];

        // Each start has the observed level p gamma/q; they differ in how far customers and purchases spread.
        double[][] starts = [[4, 4, scale], [1, 2, 2 * scale], [30, 10, scale / 3]];
        var end = search.Run([.. starts.Take(checkedOptions.Starts)], lower, upper, cancellationToken);
        var model = new GammaGammaModel(end.Values[0], end.Values[1], end.Values[2]);
        return new ModelFit<GammaGammaModel>(model, end.LogLikelihood, table.Customers, table.Count, end.Convergence)
        {
            Covariance = end.Covariance,
            PriorShare = PriorShare(priors, table),
            CustomersLeftOut = leftOut,
        };
    }

    private static double PriorShare(ImmutableArray<LogNormalPrior> priors, SpendTable table)
    {
        if (priors.IsEmpty)
        {
            return 0;
        }

        var purchases = new int[table.Count];
        foreach (var (x, from, to) in table.Groups)
        {
            purchases.AsSpan(from..to).Fill(x);
        }

        var score = new BelievedScore<GammaGammaModel>(priors, values => new GammaGammaModel(values[0], values[1], values[2]));
        return BeliefShare.Of(
            priors,
            table.Count,
            row => table.CustomersPerRow[row],
            (row, gradient) => score.At(model => model.LogLikelihood(purchases[row], table.Mean[row]), gradient));
    }

    private static void Refuse(int row, int x, double mean, long customers)
    {
        if (x < 0)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Row {row}: x is {x}; it must be 0 or more."), nameof(x));
        }

        if (customers < 0)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Row {row}: the number of customers is {customers}; it must be 0 or more."), nameof(customers));
        }

        if (mean >= 0 && double.IsFinite(mean))
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Row {row}: with its {customers} customers there are more than {ModelDomain.MostCustomers}."), nameof(customers));
        }

        throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"Row {row}: the mean spend is {mean}; it must be 0 or more and finite."), nameof(mean));
    }
}
