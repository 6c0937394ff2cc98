using CrmKit.Numerics;

namespace CrmKit.Churn.Tests;

/// <summary>From the timeline of a shop to a warning: what was planted is found, what was not is not.</summary>
public class ShopWarningTests
{
    private static readonly LocalDate Opening = new(2023, 1, 2);
    private static readonly DateTimeZone Zone = DateTimeZone.Utc;
    private static readonly LocalDate[] Quarters = [.. Enumerable.Range(2, 6).Select(i => Opening.PlusDays(91 * i))];

    [Fact]
    public void Complaints_left_open_are_found_and_failed_payments_that_mean_nothing_are_not()
    {
        var table = Table(new SeededRandom(31), customers: 900);
        var fit = new EarlyWarningEstimator().Fit(table);
        var weights = fit.Model.Weights.ToDictionary(weight => weight.Feature.Name, StringComparer.Ordinal);
        var (complaint, failed, own) = (weights["open-complaint"], weights["failed-payments"], weights["shoe-size"]);
        Assert.Equal(EstimateStatus.Fitted, fit.Status);
        Assert.True(complaint.Weight > 5 * complaint.StandardError, complaint.ToString());
        Assert.InRange(failed.Weight, -4 * failed.StandardError, 4 * failed.StandardError);
        Assert.InRange(own.Weight, -4 * own.StandardError, 4 * own.StandardError);
        Assert.True(weights["silence"].Weight > 0, weights["silence"].ToString());
        Assert.True(fit.Model.IsUsed);
        Assert.Equal(WarningTrialKind.RollingOrigins, fit.Trial.Kind);
        Assert.True(fit.Trial.Model!.Auc > 0.6, fit.Trial.Model.Auc?.ToString(CultureInfo.InvariantCulture));
        Assert.InRange(fit.Trial.Model.CalibrationSlope!.Value, 0.75, 1.25);

        // Those who have one are told so, and that it speaks for leaving.
        var scores = fit.Model.Score(table);
        var open = Enumerable.Range(0, table.Count).Where(row => table[row, "open-complaint"] == 1).ToList();
        Assert.All(open, row => Assert.Contains(scores.Reasons(row), reason => reason.Code == WarningReasons.OpenComplaint && reason["term"]![0] != '-'));
    }

    private static FeatureTable Table(SeededRandom random, int customers)
    {
        var timelines = Enumerable.Range(0, customers).Select(i => Timeline(random, i)).ToList();
        var coverage = TimelineCoverage.FromEvents(timelines.SelectMany(events => events), Zone);
        var rule = LeavingRule.NoPurchaseWithin(90);
        var builder = new FeatureTableBuilder([.. Features.Standard, new Feature("shoe-size", facts => 36 + (facts.Customer.Value[^1] - '0'))], rule.HorizonDays);
        for (var i = 0; i < customers; i++)
        {
            foreach (var asOf in Quarters)
            {
                var facts = FeatureFacts.FromEvents(SimulatedShop.Customer(i), asOf, Zone, timelines[i], coverage: coverage);

                // Those who bought in the half year before are customers still, as far as anybody can see.
                if (facts.Purchases!.Value.Any(purchase => facts.DaysSince(purchase.Day) < 180))
                {
                    builder.Add(facts, rule.Left(timelines[i], asOf, Quarters[^1].PlusDays(91)));
                }
            }
        }

        return builder.Build();
    }

    // Purchases at random, every 25 days on average, until the customer leaves: ten times as likely on each day on which a complaint is open. Payments fail at random,
    // those of customers who have left as well, whose instalments run on: otherwise a failed payment would show that a customer is still there.
    private static List<TimelineEvent> Timeline(SeededRandom random, int i)
    {
        var customer = SimulatedShop.Customer(i);
        var events = new List<TimelineEvent> { Bought(0) };
        EventKey? open = null;
        var left = false;
        for (var day = 1; day < 91 * 8; day++)
        {
            if (random.NextUniform() < 1 / 100.0)
            {
                events.Add(new PaymentFailed(Key("failed", day), customer, At(day)));
            }

            if (left)
            {
                continue;
            }

            if (open is null && random.NextUniform() < 1 / 200.0)
            {
                open = Key("complaint", day);
                events.Add(new Complaint(open.Value, customer, At(day)));
            }
            else if (open is { } complaint && random.NextUniform() < 1 / 60.0)
            {
                events.Add(new ComplaintResolved(Key("resolved", day), customer, At(day), complaint));
                open = null;
            }

            if (random.NextUniform() < 1 / 25.0)
            {
                events.Add(Bought(day));
            }

            left = random.NextUniform() < (open is null ? 0.0008 : 0.008);
        }

        return events;

        Instant At(int day) => Opening.PlusDays(day).AtMidnight().InUtc().ToInstant() + Duration.FromHours(10);
        EventKey Key(string kind, int day) => new(string.Create(CultureInfo.InvariantCulture, $"{i}-{kind}-{day}"));
        Purchase Bought(int day) => new(Key("bought", day), customer, At(day), Opening.PlusDays(day), new Money(10 + random.NextBelow(50), Currency.Eur));
    }
}
