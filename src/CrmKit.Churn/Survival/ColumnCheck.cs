namespace CrmKit.Churn;

// Whole columns looked through at the speed of memory; only a column at fault is searched for its row.
internal static class ColumnCheck
{
    public static void EachNonNegative(ReadOnlySpan<double> values, string name)
    {
        // One pass with two comparisons that a NaN fails; it vectorises.
        var faults = 0;
        foreach (var value in values)
        {
            faults |= value >= 0 & value <= double.MaxValue ? 0 : 1;
        }

        if (faults != 0)
        {
            ThrowFirst(values, name);
        }
    }

    public static void EachBelow(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, string name)
    {
        for (var i = 0; i < lower.Length; i++)
        {
            if (!(lower[i] < upper[i]))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Row {i}: {name} is {lower[i]}; it must be below the time, {upper[i]}."), name);
            }
        }
    }

    private static void ThrowFirst(ReadOnlySpan<double> values, string name)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!(values[i] >= 0 && values[i] <= double.MaxValue))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Row {i}: {name} is {values[i]}; it must be 0 or more and finite."), name);
            }
        }
    }
}
