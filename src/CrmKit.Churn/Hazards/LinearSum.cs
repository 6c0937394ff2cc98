using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrmKit.Churn;

// sums += coefficient * column, multiplied and added apart, so that one customer and many get the same bits.
internal static class LinearSum
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(CovariateColumn column, double coefficient, Span<double> sums)
    {
        var values = column.Values.AsSpan();
        if (values.Length != sums.Length)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The column {column.Name} has {values.Length} rows; there is room for {sums.Length}."), nameof(column));
        }

        var i = 0;
        for (; i + Vector256<double>.Count <= values.Length; i += Vector256<double>.Count)
        {
            (Vector256.Create<double>(sums[i..]) + (Vector256.Create(values[i..]) * Vector256.Create(coefficient))).CopyTo(sums[i..]);
        }

        for (; i < values.Length; i++)
        {
            sums[i] += values[i] * coefficient;
        }
    }
}
