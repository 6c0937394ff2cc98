using CrmKit.Numerics;

namespace CrmKit.LifetimeValue.Tests.Economics;

public sealed class UnitEconomicsTests
{
    [Fact]
    public void Acquisition_cost_is_exact_and_unknown_where_nobody_was_won()
    {
        Assert.Equal(Euro(20_000), new AcquisitionCost(Euro(80_000), 4).PerCustomer);
        Assert.Null(new AcquisitionCost(Euro(80_000), 0).PerCustomer);
        Assert.Null(new AcquisitionCost(Euro(0), 0).Blended);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AcquisitionCost(Euro(-1), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AcquisitionCost(Euro(1), -1));
    }

    [Fact]
    public void Cost_ratio_of_extreme_amounts_is_finite() =>
        Assert.Equal(1, CostRatio.Of(new AcquisitionCost(Euro(7e28m), 1), new RetentionCost(Euro(1e-10m), 1))!.Value.Ratio / 7e38, 1e-14);

    [Fact]
    public void Blended_cost_counts_referrals_and_their_rewards()
    {
        var cost = new AcquisitionCost(Euro(900), 6) { Referred = 4, ReferralRewards = Euro(100) };
        Assert.Equal(Euro(150), cost.PerCustomer);
        Assert.Equal(Euro(100), cost.Blended);
        Assert.Throws<CurrencyMismatchException>(() => (cost with { ReferralRewards = new Money(1, Currency.Usd) }).Blended);
    }

    [Fact]
    public void Cost_ratio_is_the_business_own_with_limits_or_unknown()
    {
        var won = new AcquisitionCost(Euro(80_000), 4);
        var ratio = CostRatio.Of(won, new RetentionCost(Euro(40_000), 10))!.Value;
        Assert.Equal(5, ratio.Ratio, 1e-12);

        // exp(1.959963984540054 sqrt(1/4 + 1/10))
        var margin = Math.Exp(1.959963984540054 * Math.Sqrt(0.35));
        Assert.Equal(5 / margin, ratio.Lower, 1e-12);
        Assert.Equal(5 * margin, ratio.Upper, 1e-10);
        Assert.Null(CostRatio.Of(won, new RetentionCost(Euro(100), 0)));
        Assert.Null(CostRatio.Of(won, new RetentionCost(Euro(0), 10)));
        Assert.Null(CostRatio.Of(new AcquisitionCost(Euro(100), 0), new RetentionCost(Euro(100), 1)));
        Assert.Throws<CurrencyMismatchException>(() => CostRatio.Of(won, new RetentionCost(new Money(1, Currency.Usd), 1)));
    }

    // The limits are those of chance: of many businesses with the same true ratio, so many contain it.
    [Fact]
    public void Cost_ratio_limits_hold_the_true_ratio_as_often_as_they_say()
    {
        var random = new SeededRandom(17);
        const int Businesses = 4000;
        var held = 0;
        for (var i = 0; i < Businesses; i++)
        {
            // 40 customers won and 90 kept are expected at 1,000 spent on each: the true ratio is 90/40.
            var (won, kept) = (Poisson(40), Poisson(90));
            var ratio = CostRatio.Of(new AcquisitionCost(Euro(1000), won), new RetentionCost(Euro(1000), kept))!.Value;
            held += ratio.Lower <= 2.25 && ratio.Upper >= 2.25 ? 1 : 0;
        }

        // Three standard errors of a share of .95 among 4,000, and half a point for the approximation.
        Assert.InRange((double)held / Businesses, 0.935, 0.965);

        int Poisson(double mean)
        {
            var n = 0;
            for (var t = random.NextExponential(); t < mean; t += random.NextExponential())
            {
                n++;
            }

            return n;
        }
    }

    [Fact]
    public void Value_guard_tells_loss_thin_carried_and_unknown()
    {
        Assert.Equal(ValueStanding.Unknown, ValueGuard.Judge(Euro(100), cost: null).Standing);
        Assert.Equal(ValueStanding.Loss, ValueGuard.Judge(Euro(100), Euro(101)).Standing);
        Assert.Equal((ValueStanding.Thin, 2d), (ValueGuard.Judge(Euro(100), Euro(50)).Standing, ValueGuard.Judge(Euro(100), Euro(50)).Ratio));
        Assert.Equal(ValueStanding.Carried, ValueGuard.Judge(Euro(150), Euro(50)).Standing);
        Assert.Equal(new ValueVerdict(ValueStanding.Carried, null, 3), ValueGuard.Judge(Euro(100), Euro(0)));
        Assert.Equal(ValueStanding.Loss, ValueGuard.Judge(Euro(-1), Euro(0)).Standing);
    }

    [Fact]
    public void Contract_pays_back_with_the_payment_that_covers_the_cost()
    {
        var curve = new ConstantRetention(0.5);

        // 1, 1.5, 1.75 payments of 10 by periods 0, 1, 2.
        Assert.Equal(0, Payback.OfContract(Euro(10), Euro(10), curve).Periods);
        Assert.Equal(1, Payback.OfContract(Euro(15), Euro(10), curve).Periods);
        Assert.Equal(2, Payback.OfContract(Euro(17), Euro(10), curve).Periods);
        Assert.True(Payback.OfContract(Euro(21), Euro(10), curve).IsNever);
        Assert.True(Payback.OfContract(Euro(20), Euro(10), new ConstantRetention(0)).IsNever);
        Assert.True(Payback.OfContract(Euro(20), Euro(0), curve).IsNever);
        Assert.Equal(0, Payback.OfContract(Euro(0), Euro(0), curve).Periods);
        Assert.Equal(99, Payback.OfContract(Euro(1000), Euro(10), new ConstantRetention(1)).Periods);
    }

    [Fact]
    public void Compounding_lifts_the_tenure_as_the_closed_form_and_a_simulation_say()
    {
        var whatIf = RetentionWhatIf.Compare(0.6, 0.8);
        Assert.Equal(2.5, whatIf.Before.ExpectedTenure, 1e-12);
        Assert.Equal(5, whatIf.After.ExpectedTenure, 1e-12);
        Assert.Equal(2, whatIf.TenureFactor, 1e-12);
        foreach (var side in new[] { whatIf.Before, whatIf.After })
        {
            Assert.InRange(Simulated(side.Rate) / side.ExpectedTenure, 0.99, 1.01);
        }

        static double Simulated(double rate)
        {
            var random = new SeededRandom(5);
            const int Customers = 400_000;
            long periods = 0;
            for (var i = 0; i < Customers; i++)
            {
                do
                {
                    periods++;
                }
                while (random.NextUniform() < rate);
            }

            return (double)periods / Customers;
        }
    }

    [Fact]
    public void Value_of_steady_retention_is_that_of_the_contract()
    {
        var steady = new SteadyRetention(0.8, 0.1);
        var contract = new ContractValuation(new ConstantRetention(0.8), Euro(10), 0.1);
        Assert.Equal(steady.ValueInMargins, contract.DiscountedPayments(), 1e-10);
        Assert.Equal(0.8 * steady.ValueInMargins, contract.ResidualPayments(7), 1e-10);
        Assert.Equal((double)contract.OfNewCustomer().Amount, 10 * steady.ValueInMargins, 1e-8);
    }

    private static Money Euro(decimal amount) => new(amount, Currency.Eur);
}
