using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>Draws customers who buy at a rate of their own until an unseen lifetime ends: NBD, Pareto/NBD, Gamma-Gompertz/NBD. For recovery tests, demonstrations and benchmarks.</summary>
/// <remarks>Deterministic: a seed gives the same customers everywhere. Immutable; each enumeration has a stream of its own, so that it is thread-safe.</remarks>
public sealed class LifetimeSimulator
{
    private readonly double _r;
    private readonly double _alpha;
    private readonly Func<SeededRandom, double> _lifetime;
    private readonly double _daysPerTimeUnit;

    /// <summary>Creates a simulator of customers who never leave.</summary>
    /// <param name="model">The model to draw from.</param>
    /// <param name="arrivalDays">First purchases fall uniformly on days 0 to this number - 1; 1 or more.</param>
    /// <param name="observationDays">Days observed, from day 0 on; not below <paramref name="arrivalDays"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of days is outside its range.</exception>
    public LifetimeSimulator(NbdModel model, int arrivalDays, int observationDays)
        : this(Known(model).R, model.Alpha, model.DaysPerTimeUnit, arrivalDays, observationDays, _ => double.PositiveInfinity)
    {
    }

    /// <summary>Creates a simulator of customers with exponential lifetimes.</summary>
    /// <param name="model">The model to draw from.</param>
    /// <param name="arrivalDays">First purchases fall uniformly on days 0 to this number - 1; 1 or more.</param>
    /// <param name="observationDays">Days observed, from day 0 on; not below <paramref name="arrivalDays"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of days is outside its range.</exception>
    public LifetimeSimulator(ParetoNbdModel model, int arrivalDays, int observationDays)
        : this(
            Known(model).R,
            model.Alpha,
            model.DaysPerTimeUnit,
            arrivalDays,
            observationDays,
            random => model.Beta * random.NextExponential() / random.NextGamma(model.S))
    {
    }

    /// <summary>Creates a simulator of customers with Gompertz lifetimes.</summary>
    /// <param name="model">The model to draw from.</param>
    /// <param name="arrivalDays">First purchases fall uniformly on days 0 to this number - 1; 1 or more.</param>
    /// <param name="observationDays">Days observed, from day 0 on; not below <paramref name="arrivalDays"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of days is outside its range.</exception>
    public LifetimeSimulator(GammaGompertzNbdModel model, int arrivalDays, int observationDays)
        : this(
            Known(model).R,
            model.Alpha,
            model.DaysPerTimeUnit,
            arrivalDays,
            observationDays,
            random => SpecialFunctions.Log1p(model.Beta * random.NextExponential() / random.NextGamma(model.S)) / model.B)
    {
    }

    private LifetimeSimulator(double r, double alpha, double daysPerTimeUnit, int arrivalDays, int observationDays, Func<SeededRandom, double> lifetime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(arrivalDays, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(observationDays, arrivalDays);
        (_r, _alpha, _daysPerTimeUnit, _lifetime) = (r, alpha, daysPerTimeUnit, lifetime);
        (ArrivalDays, ObservationDays) = (arrivalDays, observationDays);
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
        var (x, recency, age) = (new int[customers], new double[customers], new double[customers]);
        for (var i = 0; i < customers; i++)
        {
            age[i] = (ObservationDays - (random.NextUniform() * ArrivalDays)) / _daysPerTimeUnit;
            foreach (var time in Times(random, age[i]))
            {
                x[i]++;
                recency[i] = time;
            }
        }

        return RecencyFrequencyTable.From(x, recency, age, _daysPerTimeUnit);
    }

    private static T Known<T>(T model)
        where T : IPurchaseModel
    {
        ArgumentNullException.ThrowIfNull(model);
        return model;
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
            foreach (var time in Times(random, (ObservationDays - 1 - first) / _daysPerTimeUnit))
            {
                // A purchase less than half a day after the first one falls on the same day; the last day is the end of observation.
                var day = Math.Min(first + (int)Math.Round(time * _daysPerTimeUnit, MidpointRounding.AwayFromZero), ObservationDays - 1);
                if (day > last)
                {
                    days.Add(day);
                    last = day;
                }
            }

            yield return new SimulatedCustomer(first, [.. days]);
        }
    }

    // Times of the repeat purchases: exponential gaps at the customer's rate, until its lifetime or the time is over.
    private IEnumerable<double> Times(SeededRandom random, double end)
    {
        var rate = random.NextGamma(_r) / _alpha;
        end = Math.Min(end, _lifetime(random));
        for (var time = random.NextExponential() / rate; time <= end; time += random.NextExponential() / rate)
        {
            yield return time;
        }
    }
}
