using System.Globalization;
using CrmKit;
using CrmKit.LifetimeValue;

var rows = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", "cdnow_transactions.csv")).Skip(1).Select(line => line.Split(','));
var orders = rows.Select(cell => new Order(cell[0], DateOnly.Parse(cell[2], CultureInfo.InvariantCulture), decimal.Parse(cell[4], CultureInfo.InvariantCulture)));
var summaries = PurchaseSummaries.From(orders, o => o.Customer, o => o.Day, o => o.Total, until: new DateOnly(1997, 9, 30));
var model = new BgNbdEstimator().Fit(summaries).Model;
foreach (var customer in summaries.OrderByDescending(c => model.ExpectedPurchases(c, horizonDays: 90)).Take(5))
{
    var (alive, ahead) = (model.ProbabilityAlive(customer), model.ExpectedPurchases(customer, horizonDays: 90));
    Console.WriteLine(FormattableString.Invariant($"{customer.Customer,5}: {alive:P1} still a customer, {ahead:F2} purchases in 90 days"));
}

internal sealed record Order(string Customer, DateOnly Day, decimal Total);
