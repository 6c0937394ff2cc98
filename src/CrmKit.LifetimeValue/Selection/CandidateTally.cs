namespace CrmKit.LifetimeValue;

// What one candidate expected in all holdouts, and what happened.
internal sealed class CandidateTally(string name)
{
    private readonly HoldoutTally _purchases = new();
    private readonly HoldoutTally _value = new();
    private readonly ImmutableArray<IModelFit<IPurchaseModel>>.Builder _fits = ImmutableArray.CreateBuilder<IModelFit<IPurchaseModel>>();

    public bool IsEmpty { get; private set; } = true;

    public void Add(HoldoutFold fold, IModelFit<IPurchaseModel> fit, GammaGammaModel spend)
    {
        _fits.Add(fit);
        var unit = fit.Model.DaysPerTimeUnit;
        foreach (var (summary, (bought, paid)) in fold.Customers())
        {
            var expected = fit.Model.ExpectedPurchases(PurchaseHistory.Of(summary, unit), fold.Days / unit);
            Add(expected, bought, expected * spend.ExpectedSpend(summary.RepeatPurchases, (double)summary.MeanRepeatSpend.Amount), paid);
        }
    }

    public void Add(HoldoutFold fold, BaselineClv baseline)
    {
        foreach (var (summary, (bought, paid)) in fold.Customers())
        {
            Add(baseline.ExpectedPurchases(summary), bought, (double)baseline.ExpectedValue(summary).Amount, paid);
        }
    }

    public CandidateResult Result() => new(name, _purchases.Errors(), _value.Errors(), _purchases.Deciles(), _fits.ToImmutable());

    private void Add(double expected, int bought, double value, decimal paid)
    {
        IsEmpty = false;
        _purchases.Add(expected, bought);
        _value.Add(value, (double)paid);
    }
}
