using System.Runtime.InteropServices;

namespace CrmKit.LifetimeValue;

// A calibration up to a day, and what its customers did in the days that follow.
internal sealed class HoldoutFold
{
    private readonly Dictionary<CustomerId, (int Bought, decimal Paid)> _after;

    private HoldoutFold(PurchaseSummaries summaries, LocalDate origin, LocalDate end, Dictionary<CustomerId, (int Bought, decimal Paid)> after)
    {
        Summaries = summaries;
        Origin = origin;
        Days = Period.DaysBetween(origin, end);
        _after = after;
    }

    public PurchaseSummaries Summaries { get; }

    public LocalDate Origin { get; }

    public int Days { get; }

    public static HoldoutFold Of(ImmutableArray<NetPurchase> purchases, LocalDate origin, LocalDate end)
    {
        var builder = new PurchaseSummaryBuilder(origin, purchases[0].Amount.Currency);
        var after = new Dictionary<CustomerId, (int Bought, decimal Paid)>();
        var days = new HashSet<(CustomerId Customer, LocalDate Day)>();
        foreach (var purchase in purchases)
        {
            builder.Add(purchase.Customer, purchase.Day, purchase.Amount);
            if (purchase.Day > origin && purchase.Day <= end)
            {
                ref var done = ref CollectionsMarshal.GetValueRefOrAddDefault(after, purchase.Customer, out _);
                done.Bought += days.Add((purchase.Customer, purchase.Day)) ? 1 : 0;
                done.Paid += purchase.Amount.Amount;
            }
        }

        return new HoldoutFold(builder.Build(), origin, end, after);
    }

    public RecencyFrequencyTable Table(double daysPerTimeUnit) => RecencyFrequencyTable.From(PurchaseSummaryCube.From(Summaries), daysPerTimeUnit);

    public IEnumerable<(PurchaseSummary Summary, (int Bought, decimal Paid) After)> Customers() =>
        Summaries.Select(summary => (summary, _after.GetValueOrDefault(summary.Customer)));
}
