using CrmKit.LifetimeValue;
using CrmKit.Numerics;

namespace CrmKit.Tool;

/// <summary>The figures of <c>crmkit value</c>.</summary>
internal static class ValueFigures
{
    private static readonly ImmutableArray<string> Undiscounted = ["probability_alive", "expected_purchases", "expected_spend", "expected_value"];

    public static CustomerFigures For(IFittedModel purchases, GammaGammaModel spend, double horizon, AnnualDiscount? discount)
    {
        if (!(horizon >= 0) || double.IsInfinity(horizon) || (purchases is BgBbModel && (!double.IsInteger(horizon) || horizon > int.MaxValue)))
        {
            throw new UsageException($"--horizon: expected a {(purchases is BgBbModel ? "whole number of opportunities" : "number")}, 0 or more.");
        }

        var names = discount is null ? Undiscounted : Undiscounted.AddRange("discounted_value", "lifetime_value");
        return new CustomerFigures(names, (columns, row) =>
        {
            var x = columns.X.Span[row];
            double? price = spend.TryExpectedSpend(x, x == 0 ? 0 : columns.MeanSpend.Span[row], out var expected) ? expected : null;
            var (alive, count, present, ever) = purchases is BgBbModel discrete
                ? OfOpportunities(discrete, ModelInputs.Opportunity(columns, row), (int)horizon, discount)
                : OfPurchases((IPurchaseModel)purchases, ModelInputs.History(columns, row), horizon, discount);
            return discount is null ? [alive, count, price, count * price] : [alive, count, price, count * price, present * price, ever * price];
        });
    }

    private static (double Alive, double Count, double? Present, double? Ever) OfPurchases(IPurchaseModel model, PurchaseHistory history, double horizon, AnnualDiscount? discount) =>
    (
        model.ProbabilityAlive(history),
        model.ExpectedPurchases(history, horizon),
        discount is { } first ? model.DiscountedPurchases(history, first.PerTimeUnit, horizon) : null,
        discount is { } second ? model.DiscountedPurchases(history, second.PerTimeUnit) : null);

    private static (double Alive, double Count, double? Present, double? Ever) OfOpportunities(BgBbModel model, OpportunityHistory history, int horizon, AnnualDiscount? discount)
    {
        double? rate = discount is { } annual ? SpecialFunctions.Expm1(annual.PerTimeUnit) : null;
        return (
            model.ProbabilityAlive(history),
            model.ExpectedPurchases(history, horizon),
            rate is { } first ? model.DiscountedPurchases(history, first, horizon) : null,
            rate is { } second ? model.DiscountedPurchases(history, second) : null);
    }
}
