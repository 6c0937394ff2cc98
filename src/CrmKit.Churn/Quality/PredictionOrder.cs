using CrmKit.Numerics;

namespace CrmKit.Churn;

// Checks of predictions and their order.
internal static class PredictionOrder
{
    // The rows in rising order of finite values, equal ones in their own order.
    public static int[] Rising(ReadOnlySpan<double> values)
    {
        var keys = new ulong[values.Length];
        var rows = new int[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            // Adding 0 makes the two zeros one; the flips order the bits of negative numbers below those of positive ones.
            var bits = BitConverter.DoubleToInt64Bits(values[i] + 0.0);
            keys[i] = (ulong)(bits ^ ((bits >> 63) | long.MinValue));
            rows[i] = i;
        }

        RadixSort.Sort<ulong, int>(keys, rows, new ulong[keys.Length], new int[rows.Length]);
        return rows;
    }

    public static void CheckChances(ReadOnlySpan<double> predicted, int count, string name)
    {
        CheckCount(predicted.Length, count, name);
        for (var i = 0; i < predicted.Length; i++)
        {
            if (!(predicted[i] is >= 0 and <= 1))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Row {i}: the predicted chance is {predicted[i]}; it must be 0 to 1."), name);
            }
        }
    }

    public static void CheckScores(ReadOnlySpan<double> scores, int count, string name)
    {
        CheckCount(scores.Length, count, name);
        for (var i = 0; i < scores.Length; i++)
        {
            if (!double.IsFinite(scores[i]))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Row {i}: the score is {scores[i]}; it must be finite."), name);
            }
        }
    }

    private static void CheckCount(int length, int count, string name)
    {
        if (length != count)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {length} predictions and {count} outcomes."), name);
        }
    }
}
