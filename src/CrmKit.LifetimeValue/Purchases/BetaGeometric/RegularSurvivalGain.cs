namespace CrmKit.LifetimeValue;

// E[(1 - p)^M] of a customer with k stages a purchase.
internal readonly record struct RegularSurvivalGain(RegularPurchases Purchases) : IDropoutGain
{
    public double AtZero => 1;

    public double Scale => Purchases.Stages.Shape + Purchases.Stages.Mean;

    public double At(double p, double q) => Purchases.Survival(p, q);
}
