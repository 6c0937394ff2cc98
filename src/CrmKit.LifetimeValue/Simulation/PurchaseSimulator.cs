using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>Draws customers from a purchase model: for recovery tests, demonstrations and benchmarks.</summary>
/// <remarks>Deterministic: a seed gives the same customers everywhere. Immutable; each enumeration has a stream of its own, so that it is thread-safe.</remarks>
public sealed class PurchaseSimulator
{
    private readonly IPurchaseModel _model;

    /// <summary>Creates a simulator.</summary>
    /// <param name="model">The model to draw from.</param>
    /// <param name="arrivalDays">First purchases fall uniformly on days 0 to this number - 1; 1 or more.</param>
    /// <param name="observationDays">Days observed, from day 0 on; not below <paramref name="arrivalDays"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of days is outside its range.</exception>
    public PurchaseSimulator(IPurchaseModel model, int arrivalDays, int observationDays)
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
        var histories = new PurchaseHistory[customers];
        for (var i = 0; i < customers; i++)
        {
            var age = (ObservationDays - (random.NextUniform() * ArrivalDays)) / _model.DaysPerTimeUnit;
            histories[i] = PurchaseHistory.Of(_model.Draw(random, age), age);
        }

        return RecencyFrequencyTable.From(histories, _model.DaysPerTimeUnit);
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
            foreach (var time in _model.Draw(random, (ObservationDays - 1 - first) / _model.DaysPerTimeUnit))
            {
                // A purchase less than half a day after the first one falls on the same day; the last day is the end of observation.
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
}
