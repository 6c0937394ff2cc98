using CrmKit.Numerics;

namespace CrmKit.Churn;

/// <summary>The chance of leaving in each period, by tenure and by what is known. Immutable and thread-safe.</summary>
public sealed class DiscreteHazardModel
{
    private readonly double[] _bandEffects;
    private readonly double[] _coefficients;

    /// <summary>Creates a model.</summary>
    /// <param name="link">The link.</param>
    /// <param name="bands">The bands of tenure.</param>
    /// <param name="bandPredictors">The linear predictor of each band where every column is 0, finite.</param>
    /// <param name="names">The columns, in their order.</param>
    /// <param name="coefficients">What one unit of each adds to the linear predictor, finite.</param>
    /// <exception cref="ArgumentException">A number is missing or not finite.</exception>
    public DiscreteHazardModel(HazardLink link, TenureBands bands, ReadOnlySpan<double> bandPredictors, ImmutableArray<string> names, ReadOnlySpan<double> coefficients)
    {
        ArgumentNullException.ThrowIfNull(bands);
        if (!Enum.IsDefined(link) || bandPredictors.Length != bands.Count || names.IsDefault || names.Length != coefficients.Length)
        {
            throw new ArgumentException("There must be a known link, one number for each band and one coefficient for each name.", nameof(bandPredictors));
        }

        if (bandPredictors.ContainsAnyExceptInRange(double.MinValue, double.MaxValue) || coefficients.ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
        {
            throw new ArgumentException("Every number must be finite.", nameof(coefficients));
        }

        (Link, Bands, Names) = (link, bands, names);
        (_bandEffects, _coefficients) = (bandPredictors.ToArray(), coefficients.ToArray());
    }

    /// <summary>The link.</summary>
    public HazardLink Link { get; }

    /// <summary>The bands of tenure.</summary>
    public TenureBands Bands { get; }

    /// <summary>The linear predictor of each band where every column is 0.</summary>
    public ReadOnlySpan<double> BandPredictors => _bandEffects;

    /// <summary>The columns, in their order.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>What one unit of each column adds to the linear predictor.</summary>
    public ReadOnlySpan<double> Coefficients => _coefficients;

    /// <summary>The chance of leaving in a period of one who is there at its beginning.</summary>
    /// <param name="period">1 or more.</param>
    /// <param name="values">One finite number for each of <see cref="Names"/>.</param>
    /// <returns>0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The period is below 1.</exception>
    /// <exception cref="ArgumentException">The number of values differs.</exception>
    public double Hazard(long period, params ReadOnlySpan<double> values) => LinkTerms.Probability(_bandEffects[Bands.BandOf(period)] + Shift(values), Link);

    /// <summary>What tenure and each thing known add to the linear predictor of a period, the band first; they sum to it.</summary>
    /// <param name="period">1 or more.</param>
    /// <param name="values">One finite number for each of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is below 1.</exception>
    /// <exception cref="ArgumentException">The number of values differs.</exception>
    public ImmutableArray<ScoreTerm> Terms(long period, params ReadOnlySpan<double> values)
    {
        var band = Bands.BandOf(period);
        CheckCount(values.Length);
        var terms = ImmutableArray.CreateBuilder<ScoreTerm>(values.Length + 1);
        terms.Add(new ScoreTerm("band " + Bands.Label(band), _bandEffects[band]));
        for (var j = 0; j < values.Length; j++)
        {
            terms.Add(new ScoreTerm(Names[j], _coefficients[j] * values[j]));
        }

        return terms.MoveToImmutable();
    }

    /// <summary>The survival curve of one kind of customer.</summary>
    /// <param name="values">One finite number for each of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">The number of values differs.</exception>
    public DiscreteHazardCurve Curve(params ReadOnlySpan<double> values)
    {
        var shift = Shift(values);
        return new DiscreteHazardCurve(Bands, [.. _bandEffects.Select(effect => LinkTerms.LogComplement(effect + shift, Link))]);
    }

    /// <summary>The chance of leaving within the next periods of one who has stayed so far.</summary>
    /// <param name="elapsed">Tenure so far, 0 or more and finite.</param>
    /// <param name="horizon">Length of time ahead, 0 or more and finite; leaving counts at the end of a period.</param>
    /// <param name="values">One finite number for each of <see cref="Names"/>.</param>
    /// <returns>1 - S(elapsed + horizon) / S(elapsed), 0 to 1, without the cancellation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative or not finite.</exception>
    /// <exception cref="ArgumentException">The number of values differs.</exception>
    public double ProbabilityOfLeaving(double elapsed, double horizon, params ReadOnlySpan<double> values)
    {
        CheckTime(elapsed, nameof(elapsed));
        CheckTime(horizon, nameof(horizon));
        return Leaving(elapsed, horizon, Shift(values));
    }

    /// <summary>The chance of leaving within the next periods for each of many customers.</summary>
    /// <param name="columns">The columns in the order of <see cref="Names"/>, each with one number for each customer.</param>
    /// <param name="elapsed">Tenure so far of each, 0 or more and finite.</param>
    /// <param name="horizon">Length of time ahead, 0 or more and finite.</param>
    /// <param name="probabilities">Where the chances go, one for each customer.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative or not finite.</exception>
    /// <exception cref="ArgumentException">The number of columns or a length differs.</exception>
    public void ProbabilitiesOfLeaving(IReadOnlyList<CovariateColumn> columns, ReadOnlySpan<double> elapsed, double horizon, Span<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(columns);
        CheckCount(columns.Count);
        CheckTime(horizon, nameof(horizon));
        if (elapsed.Length != probabilities.Length)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {elapsed.Length} tenures and room for {probabilities.Length}."), nameof(probabilities));
        }

        probabilities.Clear();
        for (var j = 0; j < _coefficients.Length; j++)
        {
            LinearSum.Add(columns[j], _coefficients[j], probabilities);
        }

        for (var i = 0; i < probabilities.Length; i++)
        {
            CheckTime(elapsed[i], nameof(elapsed));
            probabilities[i] = Leaving(elapsed[i], horizon, probabilities[i]);
        }
    }

    internal static DiscreteHazardModel Of(ImmutableArray<Coefficient> coefficients, TenureBands bands, HazardLink link)
    {
        var effects = new double[bands.Count];
        effects[0] = coefficients[0].Estimate;
        for (var band = 1; band < effects.Length; band++)
        {
            effects[band] = effects[0] + coefficients[band].Estimate;
        }

        var rest = coefficients.Skip(bands.Count).ToArray();
        return new DiscreteHazardModel(link, bands, effects, [.. rest.Select(line => line.Name)], [.. rest.Select(line => line.Estimate)]);
    }

    private double Leaving(double elapsed, double horizon, double shift)
    {
        var ahead = new ObservedPeriods(ObservedPeriods.Whole(elapsed) + 1, ObservedPeriods.Whole(elapsed + horizon), false);
        double log = 0;
        for (var band = ahead.Last < ahead.First ? Bands.Count : Bands.BandOf(ahead.First); band < Bands.Count && Bands.FirstPeriod(band) <= ahead.Last; band++)
        {
            log += ahead.In(Bands, band) * LinkTerms.LogComplement(_bandEffects[band] + shift, Link);
        }

        return log < 0 ? -SpecialFunctions.Expm1(log) : 0;
    }

    private double Shift(ReadOnlySpan<double> values)
    {
        CheckCount(values.Length);
        double sum = 0;
        for (var j = 0; j < values.Length; j++)
        {
            sum += _coefficients[j] * values[j];
        }

        return sum;
    }

    private void CheckCount(int count)
    {
        if (count != _coefficients.Length)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The model has {_coefficients.Length} columns; {count} were given."), nameof(count));
        }
    }

    private static void CheckTime(double time, string name)
    {
        if (!(time >= 0 && double.IsFinite(time)))
        {
            throw new ArgumentOutOfRangeException(name, time, "A time must be 0 or more and finite.");
        }
    }
}
