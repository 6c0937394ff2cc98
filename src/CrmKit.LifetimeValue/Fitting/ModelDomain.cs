namespace CrmKit.LifetimeValue;

// The admissible ranges that models share, each refusal naming value and range.
internal static class ModelDomain
{
    // Times of histories that models are fitted to: beyond, products of a few of them leave the range of a double. No unit makes a human time one of those.
    public const double ShortestTime = 1e-50;
    public const double LongestTime = 1e50;

    // A number of customers up to here is exact as a double.
    public const long MostCustomers = 1L << 53;

    public static double Positive(double value, string name) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "The value must be above 0 and finite.");

    public static void NonNegative(double value, string name)
    {
        if (!(value >= 0) || double.IsPositiveInfinity(value))
        {
            throw new ArgumentOutOfRangeException(name, value, "The value must be 0 or more and finite.");
        }
    }

    // Strictly between the two: a quantile at either end is no number.
    public static void Probability(double value, string name)
    {
        if (!(value > 0 && value < 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "The value must be between 0 and 1.");
        }
    }

    public static void Count(ReadOnlySpan<double> parameters, int expected)
    {
        if (parameters.Length != expected)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The model has {expected} parameters; {parameters.Length} were given."), nameof(parameters));
        }
    }

    public static void Option(bool admissible, string name, object value, string range)
    {
        if (!admissible)
        {
            throw new ArgumentOutOfRangeException(name, value, $"The option {name} must be {range}.");
        }
    }

    public static PurchaseHistory Checked(PurchaseHistory history)
    {
        History(history.X, history.Recency, history.Age);
        return history;
    }

    public static void History(int x, double recency, double age)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        NonNegative(age, nameof(age));
        if (!(recency >= 0 && recency <= age))
        {
            throw new ArgumentOutOfRangeException(nameof(recency), recency, "Recency must be 0 to the age.");
        }

        if (x == 0 && recency != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(recency), recency, "Recency must be 0 without a repeat purchase.");
        }
    }
}
