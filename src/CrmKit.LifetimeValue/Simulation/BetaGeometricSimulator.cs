using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>Draws customers from a model of the beta-geometric family: for recovery tests, demonstrations and benchmarks.</summary>
/// <remarks>Deterministic: a seed gives the same customers everywhere. Immutable; each enumeration has a stream of its own, so that it is thread-safe.</remarks>
public sealed class BetaGeometricSimulator
{
    private readonly BetaGeometricModel _model;

    /// <summary>Creates a simulator.</summary>
    /// <param name="model">The model to draw from.</param>
    /// <param name="arrivalDays">First purchases fall uniformly on days 0 to this number - 1; 1 or more.</param>
    /// <param name="observationDays">Days observed, from day 0 on; not below <paramref name="arrivalDays"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of days is outside its range.</exception>
    public BetaGeometricSimulator(BetaGeometricModel model, int arrivalDays, int observationDays)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(arrivalDays, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(observationDays, arrivalDays);
        _model = model;
        ArrivalDays = arrivalDays;
        ObservationDays = observationDays;
    }

    /// <summary>First purchases fall on days 0 to this number - 1.</summary>
    public int ArrivalDays { get; }

    /// <summary>Days observed, from day 0 on.</summary>
    public int ObservationDays { get; }

    /// <summary>Draws customers with the days of their purchases; several purchases on one day are one.</summary>
    /// <remarks>Lazy; nothing is held. Merging the purchases of a day lowers the counts of heavy buyers a little against the model.</remarks>
    /// <param name="customers">How many, 0 or more.</param>
    /// <param name="seed">Any number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0.</exception>
    public IEnumerable<SimulatedCustomer> Simulate(int customers, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(customers);
        return Draw(customers, seed);
    }

    /// <summary>Draws histories in continuous time, exactly as the model has them.</summary>
    /// <param name="customers">How many, 0 or more.</param>
    /// <param name="seed">Any number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0.</exception>
    public RecencyFrequencyTable SimulateContinuous(int customers, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(customers);
        var random = new SeededRandom(seed);
        var (x, recency, age, gaps) = (new int[customers], new double[customers], new double[customers], new double[customers]);
        for (var i = 0; i < customers; i++)
        {
            age[i] = (ObservationDays - (random.NextUniform() * ArrivalDays)) / _model.DaysPerTimeUnit;
            foreach (var time in Times(random, age[i]))
            {
                x[i]++;
                gaps[i] += Math.Log(time - recency[i]);
                recency[i] = time;
            }
        }

        return RecencyFrequencyTable.From(x, recency, age, gaps, _model.DaysPerTimeUnit);
    }

    private IEnumerable<SimulatedCustomer> Draw(int customers, ulong seed)
    {
        var random = new SeededRandom(seed);
        var days = new List<int>();
        for (var i = 0; i < customers; i++)
        {
            days.Clear();
            var first = random.NextBelow(ArrivalDays);
            var last = first;
            foreach (var time in Times(random, (ObservationDays - 1 - first) / _model.DaysPerTimeUnit))
            {
                // A purchase less than a day after the first one falls on the next day in half of all cases; rounding up keeps t_x at most T.
                var day = Math.Min(first + (int)Math.Round(time * _model.DaysPerTimeUnit, MidpointRounding.AwayFromZero), ObservationDays - 1);
                if (day > last)
                {
                    days.Add(day);
                    last = day;
                }
            }

            yield return new SimulatedCustomer(first, [.. days]);
        }
    }

    // Times of the repeat purchases: gaps of k stages at the customer's rate, until it leaves after a purchase or the time is over.
    private IEnumerable<double> Times(SeededRandom random, double end)
    {
        var rate = random.NextGamma(_model.R) / _model.Alpha;
        var dropout = random.NextBeta(_model.A, _model.B);
        double time = 0;
        if (_model.LeavesAtOnce && random.NextUniform() < dropout)
        {
            yield break;
        }

        while (rate > 0)
        {
            time += (_model.K == 1 ? random.NextExponential() : random.NextGamma(_model.K)) / rate;
            if (!(time <= end))
            {
                yield break;
            }

            yield return time;
            if (random.NextUniform() < dropout)
            {
                yield break;
            }
        }
    }
}
