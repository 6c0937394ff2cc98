using System.Runtime.InteropServices;

namespace CrmKit.Churn;

// One term of an additive score: a line that ends at both sides, or a step.
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TermRule(bool IsStep, double Centre, double Inverse, double Weight, double Below, double WhenUnknown)
{
    public static TermRule Linear(double centre, double scale, double weight, double whenUnknown) => new(IsStep: false, centre, 1 / scale, weight, 0, whenUnknown);

    // Below the level one term, from it on another.
    public static TermRule Step(double level, double below, double above, double whenUnknown) => new(IsStep: true, level, 1, above, below, whenUnknown);

    public double Term(double value) => double.IsNaN(value) ? WhenUnknown
        : IsStep ? (value < Centre ? Below : Weight)
        : Weight * Math.Clamp((value - Centre) * Inverse, -FeatureWeight.Reach, FeatureWeight.Reach);

    public TermRule Times(double slope) => this with { Weight = Weight * slope, Below = Below * slope, WhenUnknown = WhenUnknown * slope };
}
