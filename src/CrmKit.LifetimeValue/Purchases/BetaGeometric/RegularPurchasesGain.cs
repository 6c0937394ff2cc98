namespace CrmKit.LifetimeValue;

// E[(1 - (1 - p)^M)/p] of a customer with k stages a purchase.
internal readonly record struct RegularPurchasesGain(RegularPurchases Purchases) : IDropoutGain
{
    public double AtZero => Purchases.Expected;

    public double Scale => Purchases.Stages.Shape + Purchases.Stages.Mean;

    public double At(double p, double q) => Purchases.Made(p, q);
}
