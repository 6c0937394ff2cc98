namespace CrmKit.Churn;

// Squares and quotients of weights inside this range neither overflow nor vanish.
internal static class WeightRange
{
    private const double Smallest = 1e-100;
    private const double Largest = 1e100;

    public static void Check(SurvivalRecords records)
    {
        var faults = 0;
        var weights = records.Weight.Span;
        foreach (var weight in weights)
        {
            faults |= weight == 0 | (weight >= Smallest & weight <= Largest) ? 0 : 1;
        }

        if (faults != 0)
        {
            ThrowFirst(weights, nameof(records));
        }
    }

    private static void ThrowFirst(ReadOnlySpan<double> weights, string name)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] != 0 && weights[i] is not (>= Smallest and <= Largest))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Row {i}: the weight is {weights[i]}; it must be 0 or between {Smallest} and {Largest}."), name);
            }
        }
    }
}
