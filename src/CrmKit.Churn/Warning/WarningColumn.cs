using System.Runtime.InteropServices;

namespace CrmKit.Churn;

// A column of the regression: how far a feature lies from its centre in scales, or whether it is unknown.
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WarningColumn(int Feature, bool MarksUnknown, double Centre, double Inverse)
{
    public double Of(double value) => MarksUnknown ? (double.IsNaN(value) ? 1 : 0)
        : double.IsNaN(value) ? 0
        : Math.Clamp((value - Centre) * Inverse, -FeatureWeight.Reach, FeatureWeight.Reach);
}
