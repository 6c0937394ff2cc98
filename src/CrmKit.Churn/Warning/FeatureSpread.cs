using System.Runtime.InteropServices;

namespace CrmKit.Churn;

// Centre and scale of a feature over some rows, blended with what is believed of them as if that came from a few customers.
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FeatureSpread(double Centre, double Scale, int Known, bool Varies)
{
    public const double BelievedCustomers = 10;

    public static FeatureSpread Of(ReadOnlySpan<double> column, ReadOnlySpan<int> rows, FeaturePrior? prior)
    {
        var (known, mean) = Mean(column, rows);
        var deviation = Deviation(column, rows, known, mean);

        // What differs by rounding alone is constant.
        var varies = deviation > 1e-13 * Math.Abs(mean);
        if (prior is not { } believed)
        {
            return new FeatureSpread(mean, varies ? deviation : 1, known, varies);
        }

        var total = BelievedCustomers + known;
        var (ours, theirs) = (BelievedCustomers / total, known / total);
        var centre = (ours * believed.Centre) + (theirs * mean);

        // The spread within both, and the distance between them; no square may overflow.
        var within = double.Hypot(Math.Sqrt(ours) * believed.Scale, Math.Sqrt(theirs) * (varies ? deviation : 0));
        var scale = double.Hypot(within, Math.Sqrt(ours * theirs) * Math.Abs(mean - believed.Centre));
        return new FeatureSpread(centre, Math.Min(scale, double.MaxValue), known, varies);
    }

    private static (int Known, double Mean) Mean(ReadOnlySpan<double> column, ReadOnlySpan<int> rows)
    {
        var (known, mean) = (0, 0.0);
        foreach (var row in rows)
        {
            known += double.IsNaN(column[row]) ? 0 : 1;
        }

        foreach (var row in rows)
        {
            mean += double.IsNaN(column[row]) ? 0 : column[row] / known;
        }

        return (known, mean);
    }

    private static double Deviation(ReadOnlySpan<double> column, ReadOnlySpan<int> rows, int known, double mean)
    {
        double reach = 0;
        foreach (var row in rows)
        {
            reach = double.IsNaN(column[row]) ? reach : Math.Max(reach, Math.Abs(column[row] - mean));
        }

        // So near each other that a quotient would overflow, or so far apart that a difference does.
        if (!(reach > 1e-290) || double.IsPositiveInfinity(reach))
        {
            return reach > 1 ? double.MaxValue : 0;
        }

        double sum = 0;
        foreach (var row in rows)
        {
            var distance = double.IsNaN(column[row]) ? 0 : (column[row] - mean) / reach;
            sum += distance * distance;
        }

        return reach * Math.Sqrt(sum / known);
    }
}
