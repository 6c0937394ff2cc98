using CrmKit;
using CrmKit.LifetimeValue;
using NodaTime;

// Two customers, one of whom came back: enough to walk through summaries, money and the zone data after trimming.
var orders = new[]
{
    (Customer: "ann", Day: new DateOnly(2025, 1, 10), Amount: 20m),
    (Customer: "ann", Day: new DateOnly(2025, 3, 1), Amount: 12.30m),
    (Customer: "bob", Day: new DateOnly(2025, 2, 5), Amount: 7m),
};
var summaries = PurchaseSummaries.From(orders, order => order.Customer, order => order.Day, order => order.Amount, until: new DateOnly(2025, 12, 31), Currency.Eur);
foreach (var summary in summaries)
{
    Console.WriteLine($"{summary.Customer}: {summary.RepeatPurchases} repeat, {summary.RecencyDays} of {summary.AgeDays} days, {summary.RepeatSpend}");
}

var tracking = new PurchaseTracking(new LocalDate(2025, 1, 1), CalibrationWeeks: 1, Actual: [1, 3], Expected: [1.2, 2.5]);
Console.WriteLine(FormattableString.Invariant($"week {tracking.Actual.Length} of {tracking.CalibrationWeeks}: {tracking.Actual[^1]} happened, {tracking.Expected[^1]} expected"));

var zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
Console.WriteLine(zone.AtStartOfDay(new LocalDate(2025, 3, 30)).Offset);
