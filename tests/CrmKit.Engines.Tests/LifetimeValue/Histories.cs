using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.LifetimeValue.Tests;

// Generators of valid models and histories, over the ranges that the models promise to answer in.
internal static class Histories
{
    public sealed record Case(double R, double Alpha, double A, double B, int X, double Recency, double Age, double Horizon)
    {
        public BgNbdModel Model => new(R, Alpha, A, B);
    }

    public static Arbitrary<Case> Any() => Arb.From(
        from r in Magnitude(-8, 5)
        from alpha in Magnitude(-8, 7)
        from a in Magnitude(-8, 7)
        from b in Magnitude(-8, 7)
        from x in Gen.Frequency((2, Gen.Constant(0)), (5, Gen.Choose(1, 20)), (2, Gen.Choose(21, 2000)), (1, Gen.Choose(2001, 1_000_000)))
        from age in Gen.Frequency((1, Gen.Constant(0d)), (9, Magnitude(-6, 5)))
        from share in Gen.Choose(0, 1000)
        from horizon in Magnitude(-6, 5)
        select new Case(r, alpha, a, b, x, x == 0 ? 0 : age * share / 1000, age, horizon));

    // Ten to a power, uniform in the exponent.
    private static Gen<double> Magnitude(int low, int high) => Gen.Choose(low * 1000, high * 1000).Select(thousandth => Math.Pow(10, thousandth / 1000d));
}
