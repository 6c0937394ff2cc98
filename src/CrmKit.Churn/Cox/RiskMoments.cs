namespace CrmKit.Churn;

// The mean and covariance of x over a risk set, summed over the steps in which those who left go.
internal static class RiskMoments
{
    // Adds factor times the sum of w (mean of x).
    public static void AddMeans(CoxShape shape, in TieSteps steps, ReadOnlySpan<double> atRisk, ReadOnlySpan<double> left, double factor, Span<double> means)
    {
        for (var k = 1; k <= shape.Columns; k++)
        {
            means[k - 1] += factor * ((atRisk[k] * steps.A0) - (left[k] * steps.A1));
        }
    }

    // Adds factor times the sum of w (covariance of x), row by row.
    public static void AddCovariances(CoxShape shape, in TieSteps steps, ReadOnlySpan<double> atRisk, ReadOnlySpan<double> left, double factor, Span<double> covariances)
    {
        var n = shape.Columns;
        for (var a = 1; a <= n; a++)
        {
            for (var b = a; b <= n; b++)
            {
                var place = shape.At(a, b);
                var second = (atRisk[place] * steps.A0) - (left[place] * steps.A1);
                var squares = (atRisk[a] * atRisk[b] * steps.B0) - (((atRisk[a] * left[b]) + (left[a] * atRisk[b])) * steps.B1) + (left[a] * left[b] * steps.B2);
                covariances[((a - 1) * n) + b - 1] += factor * (second - squares);
            }
        }
    }

    public static void Mirror(Span<double> matrix, int n)
    {
        for (var a = 0; a < n; a++)
        {
            for (var b = a + 1; b < n; b++)
            {
                matrix[(b * n) + a] = matrix[(a * n) + b];
            }
        }
    }
}
