using System.Globalization;
using CrmKit;
using CrmKit.LifetimeValue;

var file = Path.Combine(AppContext.BaseDirectory, "data", "cdnow_transactions.csv");
var orders = File.ReadLines(file).Skip(1).Select(line => line.Split(',')).Select(cell => new Order(
    cell[0], DateOnly.Parse(cell[2], CultureInfo.InvariantCulture), decimal.Parse(cell[4], CultureInfo.InvariantCulture)));

var summaries = PurchaseSummaries.From(orders, o => o.Customer, o => o.Day, o => o.Total, until: new DateOnly(1997, 9, 30));
var model = new BgNbdEstimator().Fit(summaries).Model;
foreach (var customer in summaries.OrderByDescending(c => model.ExpectedPurchases(c, horizonDays: 90)).Take(5))
{
    Console.WriteLine(FormattableString.Invariant(
        $"{customer.Customer,5}: {model.ProbabilityAlive(customer):P1} still a customer, {model.ExpectedPurchases(customer, 90):F2} purchases in 90 days"));
}

internal sealed record Order(string Customer, DateOnly Day, decimal Total);
