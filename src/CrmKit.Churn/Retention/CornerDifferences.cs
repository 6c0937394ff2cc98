using CrmKit.Numerics;

namespace CrmKit.Churn;

// One function f at the corners A = y, B = y + a, C = y + d, D = y + a + d, with its differences along the four edges and the mixed one, f(D) - f(B) - f(C) + f(A).
// The differences are carried beside the values, since what is small beside them would be lost if it were subtracted from them.
internal readonly record struct CornerDifferences(
    double A, double B, double C, double D, double AB, double CD, double AC, double BD, double Mixed)
{
    // f(z) = 1/z.
    public static CornerDifferences Reciprocal(double y, double a, double d)
    {
        var (b, c, far) = (y + a, y + d, y + a + d);

        // Quotients of two at a time: the product of four corners may be too large for a number.
        return new CornerDifferences(
            1 / y, 1 / b, 1 / c, 1 / far, -(a / b) / y, -(a / far) / c, -(d / c) / y, -(d / far) / b, a / b * (d / c) / y * ((y + far) / far));
    }

    // f(z) = ln z.
    public static CornerDifferences Logarithm(double y, double a, double d)
    {
        var (b, c, far) = (y + a, y + d, y + a + d);
        return new CornerDifferences(
            Math.Log(y),
            Math.Log(b),
            Math.Log(c),
            Math.Log(far),
            SpecialFunctions.Log1p(a / y),
            SpecialFunctions.Log1p(a / c),
            SpecialFunctions.Log1p(d / y),
            SpecialFunctions.Log1p(d / b),
            -SpecialFunctions.Log1p(a / y * (d / far)));
    }

    // The product of two functions; where both are falling and convex, as powers of 1/z are, all four parts of the mixed difference have one sign.
    public static CornerDifferences operator *(in CornerDifferences f, in CornerDifferences g) => new(
        f.A * g.A,
        f.B * g.B,
        f.C * g.C,
        f.D * g.D,
        (f.AB * g.A) + (f.B * g.AB),
        (f.CD * g.C) + (f.D * g.CD),
        (f.AC * g.A) + (f.C * g.AC),
        (f.BD * g.B) + (f.D * g.BD),
        (f.Mixed * g.C) + (f.AB * g.AC) + (f.BD * g.CD) + (f.B * g.Mixed));

    public CornerDifferences Plus(double factor, in CornerDifferences g) => new(
        A + (factor * g.A),
        B + (factor * g.B),
        C + (factor * g.C),
        D + (factor * g.D),
        AB + (factor * g.AB),
        CD + (factor * g.CD),
        AC + (factor * g.AC),
        BD + (factor * g.BD),
        Mixed + (factor * g.Mixed));
}
