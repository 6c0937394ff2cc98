namespace CrmKit.LifetimeValue;

/// <summary>How a segment's customers space their purchases: the population that the rhythm of each one is shrunk to.</summary>
/// <remarks>
/// <para>
/// The gaps of one customer are Gamma(k, k theta), 1/theta being their mean: regular gaps have a k above 1 (Wheat and Morrison 1990, JMR 27(1) 87-93). theta ~ Gamma(r, alpha)
/// over the customers (Ehrenberg 1959), so that the next gap, after n gaps with sum S, is beta prime: k gap/(alpha + k S) ~ BetaPrime(k, k n + r).
/// k differs between customers too (Platzer and Reutterer 2016, Marketing Science 35(5) 779-799, there gamma): here ln k ~ Normal(ln <see cref="MedianRegularity"/>, sigma²)
/// on seventeen points half a sigma apart, so that each customer's k has a posterior in closed form, and the next gap is a mixture of seventeen such laws.
/// </para>
/// <para>
/// After each purchase a customer leaves with a chance p ~ Beta(a, b) (Batislam, Denizel and Filiztekin 2007). That keeps those who have gone from being read as very slow;
/// rhythm, windows and scores are those of a customer who is still one. Time is in open days. Immutable and thread-safe.
/// </para>
/// </remarks>
public sealed class RhythmSegment : IFittedModel
{
    /// <summary>Creates a segment.</summary>
    /// <param name="medianRegularity">Median of k, 0.001 to 1,000.</param>
    /// <param name="sigma">Standard deviation of ln k, 0 to 2.</param>
    /// <param name="r">Shape of the distribution of theta, 1e-8 to 1e7.</param>
    /// <param name="alpha">Its inverse scale in days, 1e-8 to 1e7: r/alpha is the mean number of purchases a day.</param>
    /// <param name="a">First parameter of the chance to leave, 1e-8 to 1e7.</param>
    /// <param name="b">Second parameter of the chance to leave, 1e-8 to 1e7.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public RhythmSegment(double medianRegularity, double sigma, double r, double alpha, double a, double b)
    {
        MedianRegularity = Between(1e-3, medianRegularity, 1e3, nameof(medianRegularity));
        Sigma = Between(0, sigma, 2, nameof(sigma));
        R = Between(1e-8, r, 1e7, nameof(r));
        Alpha = Between(1e-8, alpha, 1e7, nameof(alpha));
        A = Between(1e-8, a, 1e7, nameof(a));
        B = Between(1e-8, b, 1e7, nameof(b));
    }

    /// <inheritdoc/>
    public string Name => "rhythm";

    /// <summary>Median of k over the segment's customers: 1 for purchases at random, more for regular ones, less for bursts.</summary>
    public double MedianRegularity { get; }

    /// <summary>Standard deviation of ln k over the customers.</summary>
    public double Sigma { get; }

    /// <summary>Shape of the distribution of theta.</summary>
    public double R { get; }

    /// <summary>Inverse scale of the distribution of theta, in days.</summary>
    public double Alpha { get; }

    /// <summary>First parameter of the chance to leave after a purchase.</summary>
    public double A { get; }

    /// <summary>Second parameter of the chance to leave after a purchase.</summary>
    public double B { get; }

    /// <inheritdoc/>
    public ImmutableArray<ModelParameter> Parameters =>
        [new("k", MedianRegularity), new("sigma", Sigma), new("r", R), new("alpha", Alpha), new("a", A), new("b", B)];

    /// <summary>What is expected of one customer who has not bought until a day.</summary>
    /// <param name="state">The customer's gaps; a stale state is answered with what it holds.</param>
    /// <param name="asOf">Last day observed, not before the last purchase.</param>
    /// <exception cref="ArgumentException">The customer has not bought yet.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The day lies before the last purchase.</exception>
    public RhythmForecast Forecast(RhythmState state, LocalDate asOf) => new(this, state, asOf);

    /// <summary>The logarithm of the density of one customer's gaps, in days, and of the chance of the silence since.</summary>
    /// <param name="state">The customer's gaps.</param>
    /// <param name="asOf">Last day observed, not before the last purchase.</param>
    /// <exception cref="ArgumentException">The customer has not bought yet.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The day lies before the last purchase.</exception>
    public double LogLikelihood(RhythmState state, LocalDate asOf)
    {
        var row = state.PurchaseDays > 0 ? GapRow.Of(state, asOf) : throw new ArgumentException("A customer who has not bought yet has no rhythm.", nameof(state));
        var point = Parameters.Select(parameter => Math.Log(parameter.Value)).ToArray();
        return new GapPoint(point, row.Gaps).Row(row, new double[GapLikelihood.Parameters]);
    }

    /// <summary>Fills the rhythm part of a customer's outlook, as of the day of the outlook.</summary>
    /// <param name="outlook">The outlook.</param>
    /// <param name="state">The customer's gaps.</param>
    /// <param name="level">Chance that the next purchase falls in the window, between 0 and 1; 0.5 unless told.</param>
    /// <exception cref="ArgumentException">The customer has not bought yet.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The day of the outlook lies before the last purchase, or the level is not between 0 and 1.</exception>
    public CustomerOutlook Fill(CustomerOutlook outlook, RhythmState state, double level = 0.5)
    {
        ArgumentNullException.ThrowIfNull(outlook);
        return outlook with { Rhythm = Forecast(state, outlook.AsOf).Outlook(level) };
    }

    internal double RegularityAt(int point) => MedianRegularity * Math.Exp(Sigma * RegularityGrid.Points[point]);

    private static double Between(double least, double value, double most, string name) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(name, value, string.Create(CultureInfo.InvariantCulture, $"The value must be {least} to {most}."));
}
