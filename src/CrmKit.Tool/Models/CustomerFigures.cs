using CrmKit.Import;
using CrmKit.LifetimeValue;
using CrmKit.Numerics;

namespace CrmKit.Tool;

/// <summary>What a model says of a row: named figures, <c>null</c> where it says nothing.</summary>
internal sealed record CustomerFigures(ImmutableArray<string> Names, Func<SummaryColumns, int, double?[]> Of)
{
    private static readonly ImmutableArray<string> PurchaseNames = ["log_likelihood", "probability_alive", "probability_dead", "expected_purchases"];

    /// <summary>The figures of <c>crmkit score</c>.</summary>
    public static CustomerFigures For(IFittedModel model, double? horizon, double? discount)
    {
        if (discount is { } rate)
        {
            ModelOptions.Positive(rate, "--discount-per-time");
        }

        return model switch
        {
            GammaGammaModel spend when discount is null => new CustomerFigures(["log_likelihood", "expected_spend"], (columns, row) => OfSpend(spend, columns.X.Span[row], columns.MeanSpend.Span[row])),
            GammaGammaModel => throw new UsageException("--discount-per-time: gamma-gamma tells spend, which has no time."),
            BgBbModel discrete => OfOpportunities(discrete, Horizon(horizon), discount),
            IPurchaseModel purchases => OfPurchases(purchases, Horizon(horizon), discount),
            _ => throw new NotSupportedException(model.Name),
        };
    }

    private static double Horizon(double? horizon) => horizon switch
    {
        null => throw new UsageException("--horizon: say how far ahead, in the unit of the file."),
        >= 0 and <= double.MaxValue => horizon.Value,
        _ => throw new UsageException("--horizon: expected a number of 0 or more."),
    };

    private static CustomerFigures OfPurchases(IPurchaseModel model, double horizon, double? discount) => new(NamesWith(discount), (columns, row) =>
    {
        var history = ModelInputs.History(columns, row);
        var (alive, dead) = (model.ProbabilityAlive(history), model.ProbabilityDead(history));
        return With(discount is { } rate ? model.DiscountedPurchases(history, rate) : null, discount, model.LogLikelihood(history), alive, dead, model.ExpectedPurchases(history, horizon));
    });

    private static CustomerFigures OfOpportunities(BgBbModel model, double horizon, double? discount)
    {
        if (!double.IsInteger(horizon) || horizon > int.MaxValue)
        {
            throw new UsageException("--horizon: bg-bb looks ahead a whole number of opportunities.");
        }

        return new CustomerFigures(NamesWith(discount), (columns, row) =>
        {
            var history = ModelInputs.Opportunity(columns, row);
            var (alive, dead) = (model.ProbabilityAlive(history), model.ProbabilityDead(history));
            var dert = discount is { } rate ? model.DiscountedPurchases(history, SpecialFunctions.Expm1(rate)) : (double?)null;
            return With(dert, discount, model.LogLikelihood(history), alive, dead, model.ExpectedPurchases(history, (int)horizon));
        });
    }

    private static double?[] OfSpend(GammaGammaModel model, int x, double mean) =>
    [
        x == 0 ? 0 : mean > 0 ? model.LogLikelihood(x, mean) : null,
        model.TryExpectedSpend(x, x == 0 ? 0 : mean, out var spend) ? spend : null,
    ];

    private static ImmutableArray<string> NamesWith(double? discount) => discount is null ? PurchaseNames : PurchaseNames.Add("dert");

    private static double?[] With(double? dert, double? discount, params ReadOnlySpan<double?> figures) => discount is null ? figures.ToArray() : [.. figures, dert];
}
