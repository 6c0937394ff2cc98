namespace CrmKit.Churn;

// xᵀ A⁻ x and the rank of a positive semidefinite A, by elimination that passes over what follows from the rows before.
internal static class SemidefiniteForm
{
    private const double Nothing = 1e-9;

    public static (double Value, int Rank) Of(ReadOnlySpan<double> x, ReadOnlySpan<double> matrix)
    {
        var n = x.Length;
        var a = matrix.ToArray();
        var rest = x.ToArray();
        double value = 0;
        var rank = 0;
        for (var p = 0; p < n; p++)
        {
            var pivot = a[(p * n) + p];
            if (!(pivot > Nothing * matrix[(p * n) + p]))
            {
                continue;
            }

            rank++;
            value += rest[p] * rest[p] / pivot;
            for (var i = p + 1; i < n; i++)
            {
                var factor = a[(i * n) + p] / pivot;
                rest[i] -= factor * rest[p];
                for (var j = p + 1; factor != 0 && j < n; j++)
                {
                    a[(i * n) + j] -= factor * a[(p * n) + j];
                }
            }
        }

        return (value, rank);
    }
}
