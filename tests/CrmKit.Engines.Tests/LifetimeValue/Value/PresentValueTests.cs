namespace CrmKit.LifetimeValue.Tests;

// Present values against sums and limits that need no integral of ours.
public sealed class PresentValueTests
{
    private static readonly PurchaseHistory History = new(4, 20, 30);

    public static TheoryData<string> Models => [.. ModelCatalog.PurchaseModels];

    [Theory, MemberData(nameof(Models))]
    public void Discounted_purchases_of_a_horizon_are_the_sum_over_its_moments(string name)
    {
        const double Rate = 0.01, Horizon = 60;
        var model = Some(name);

        // Each small step's purchases at its middle; the error falls with the square of the step, so that two step lengths tell the limit.
        double Sum(int steps) => Enumerable.Range(0, steps).Sum(i =>
            Math.Exp(-Rate * Horizon * (i + 0.5) / steps) * (model.ExpectedPurchases(History, Horizon * (i + 1) / steps) - model.ExpectedPurchases(History, Horizon * i / steps)));
        var limit = ((4 * Sum(4000)) - Sum(2000)) / 3;
        Assert.Equal(1, model.DiscountedPurchases(History, Rate, Horizon) / limit, 1e-9);
    }

    [Theory, MemberData(nameof(Models))]
    public void A_long_horizon_is_the_whole_residual_lifetime(string name)
    {
        var model = Some(name);
        Assert.Equal(1, model.DiscountedPurchases(History, 0.05, 3000) / model.DiscountedPurchases(History, 0.05), 1e-9);
        Assert.Equal(1, model.DiscountedPurchases(History, 1e-12, 39) / model.ExpectedPurchases(History, 39), 1e-9);
        Assert.Equal(0, model.DiscountedPurchases(History, 0.05, 0));
    }

    [Fact]
    public void Discounted_opportunities_are_the_sum_over_them()
    {
        var model = new BgBbModel(1.2, .75, .66, 2.8);
        OpportunityHistory history = new(3, 4, 6);
        var sum = Enumerable.Range(1, 40).Sum(m => (model.ExpectedPurchases(history, m) - model.ExpectedPurchases(history, m - 1)) / Math.Pow(1.1, m));
        Assert.Equal(sum, model.DiscountedPurchases(history, 0.1, 40), 1e-12);
        Assert.Equal(1, model.DiscountedPurchases(history, 0.1, 4000) / model.DiscountedPurchases(history, 0.1), 1e-9);
    }

    [Fact]
    public void Annual_rate_becomes_the_continuous_rate_of_the_unit()
    {
        var weekly = new AnnualDiscount(0.15);
        Assert.Equal(1.15, Math.Exp(52 * weekly.PerTimeUnit), 1e-14);
        Assert.Equal(365.25 / 7, AnnualDiscount.For(0.15, Cdnow.Purchases).TimeUnitsPerYear);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AnnualDiscount(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AnnualDiscount(0.1, 0));
    }

    [Fact]
    public void Contract_of_constant_retention_is_a_geometric_series()
    {
        var contract = new ContractValuation(new ConstantRetention(0.8), new Money(100, Currency.Eur), 0.1);
        Assert.Equal(1 / (1 - (0.8 / 1.1)), contract.DiscountedPayments(), 1e-12);
        Assert.Equal(0.8 / (1 - (0.8 / 1.1)), contract.ResidualPayments(7), 1e-12);
        Assert.Equal(366.67m, Math.Round(contract.OfNewCustomer().Amount, 2));
        Assert.Equal(293.33m, Math.Round(contract.OfCustomer(3).Amount, 2));
        Assert.Equal(1, new ContractValuation(new ConstantRetention(0), new Money(1, Currency.Eur), 0.1).DiscountedPayments());
        Assert.Throws<ArgumentOutOfRangeException>(() => contract.ResidualPayments(-1));
    }

    [Theory]
    [InlineData(1, 1e-9)]
    [InlineData(.9999999, 1e-9)]
    [InlineData(1, 1e-6)]
    public void Contract_of_nearly_no_end_is_the_whole_series(double retention, double discount) =>
        Assert.Equal(1, new ContractValuation(new ConstantRetention(retention), new Money(1, Currency.Eur), discount).DiscountedPayments() / ((1 + discount) / ((1 - retention) + discount)), 1e-12);

    [Fact]
    public void Valuation_gives_the_product_of_the_two_models_as_money()
    {
        var summary = Cdnow.Summaries().First(customer => customer.RepeatPurchases > 2);
        var valuation = new CustomerValuation(Cdnow.Purchases, Cdnow.Spend, 273, annualDiscount: 0.15);
        var value = valuation.Assess(summary).Value!;
        var (history, rate) = (PurchaseHistory.Of(summary), AnnualDiscount.For(0.15, Cdnow.Purchases).PerTimeUnit);
        Assert.Equal(Currency.Usd, value.LifetimeValue!.Value.Currency);
        Assert.Equal((double)value.ExpectedSpend.Amount * Cdnow.Purchases.DiscountedPurchases(history, rate), (double)value.LifetimeValue.Value.Amount, 1e-9);
        Assert.InRange(value.DiscountedValue!.Value.Amount, 0.9m * value.ExpectedValue.Amount, value.ExpectedValue.Amount);
        Assert.True(value.LifetimeValue.Value.Amount > value.DiscountedValue.Value.Amount);
        Assert.Equal((1 + Cdnow.Purchases.DiscountedPurchases(default, rate)) * Cdnow.Spend.PopulationSpend, (double)valuation.OfNewCustomer(Currency.Usd).Amount, 1e-9);
        Assert.Null(new CustomerValuation(Cdnow.Purchases, Cdnow.Spend, 273).Assess(summary).Value!.LifetimeValue);
    }

    private static IPurchaseModel Some(string name) => (IPurchaseModel)ModelCatalog.Create(name, ModelCatalog.Parameters(name).Select(parameter => new ModelParameter(parameter, parameter switch
    {
        "k" => 2,
        "r" => .6,
        "alpha" => 5,
        "a" => .8,
        "b" => name == "gg-nbd" ? .05 : 2.4,
        "s" => .7,
        _ => name == "gg-nbd" ? 1.5 : 12,
    })));
}
