namespace CrmKit.LifetimeValue;

/// <summary>One customer among covariates that change in time. Immutable.</summary>
public sealed class TimeVaryingCustomer
{
    /// <summary>Creates a customer.</summary>
    /// <param name="arrival">Time of the first purchase on the clock of the covariates, finite.</param>
    /// <param name="repeatTimes">Times of the repeat purchases since the first one, not falling, 0 to <paramref name="age"/>.</param>
    /// <param name="age">T, time from the first purchase to the end of observation, 0 or more and finite.</param>
    /// <param name="purchaseCovariates">Covariates of how often the customer buys.</param>
    /// <param name="dropoutCovariates">Covariates of how soon the customer leaves; the same path may be both.</param>
    /// <exception cref="ArgumentException">The times fall, or one is outside its range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Arrival or age are outside their range.</exception>
    public TimeVaryingCustomer(
        double arrival, IReadOnlyList<double> repeatTimes, double age, CovariatePath purchaseCovariates, CovariatePath dropoutCovariates)
    {
        ArgumentNullException.ThrowIfNull(repeatTimes);
        ArgumentNullException.ThrowIfNull(purchaseCovariates);
        ArgumentNullException.ThrowIfNull(dropoutCovariates);
        ModelDomain.NonNegative(age, nameof(age));
        Arrival = double.IsFinite(arrival) ? arrival : throw new ArgumentOutOfRangeException(nameof(arrival), arrival, "The arrival must be finite.");
        for (var i = 0; i < repeatTimes.Count; i++)
        {
            if (!(repeatTimes[i] >= (i > 0 ? repeatTimes[i - 1] : 0) && repeatTimes[i] <= age))
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"Purchase {i}: its time is {repeatTimes[i]}; times must not fall and be 0 to the age, {age}."),
                    nameof(repeatTimes));
            }
        }

        RepeatTimes = [.. repeatTimes];
        Age = age;
        PurchaseCovariates = purchaseCovariates;
        DropoutCovariates = dropoutCovariates;
    }

    /// <summary>Time of the first purchase on the clock of the covariates.</summary>
    public double Arrival { get; }

    /// <summary>Times of the repeat purchases since the first one.</summary>
    public ImmutableArray<double> RepeatTimes { get; }

    /// <summary>T, time from the first purchase to the end of observation.</summary>
    public double Age { get; }

    /// <summary>Covariates of how often the customer buys.</summary>
    public CovariatePath PurchaseCovariates { get; }

    /// <summary>Covariates of how soon the customer leaves.</summary>
    public CovariatePath DropoutCovariates { get; }

    /// <summary>The history without the covariates.</summary>
    public PurchaseHistory History => new(RepeatTimes.Length, RepeatTimes.IsEmpty ? 0 : RepeatTimes[^1], Age);
}
