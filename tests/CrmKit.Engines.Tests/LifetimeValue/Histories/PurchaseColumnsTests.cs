using CrmKit.Numerics;

namespace CrmKit.LifetimeValue.Tests;

public class PurchaseColumnsTests
{
    [Fact]
    public void Columns_are_the_summaries_of_the_builder()
    {
        const int Until = 300;
        var epoch = new LocalDate(2020, 1, 1);
        var random = new SeededRandom(1);
        var (customer, day, amount) = (new int[20_000], new int[20_000], new double[20_000]);
        var builder = new PurchaseSummaryBuilder(epoch.PlusDays(Until), Currency.Eur);
        for (var i = 0; i < customer.Length; i++)
        {
            (customer[i], day[i], amount[i]) = (1_000 + random.NextBelow(3_000), random.NextBelow(330), random.NextBelow(10_000) / 4d);
            builder.Add(customer[i], epoch.PlusDays(day[i]), new Money((decimal)amount[i], Currency.Eur));
        }

        var (columns, summaries) = (PurchaseColumns.From(customer, day, amount, Until), builder.Build());
        Assert.Equal(summaries.Select(summary => summary.Customer.Value), columns.Customer.ToArray().Select(number => ((CustomerId)number).Value));
        Assert.Equal(summaries.Select(summary => summary.RepeatPurchases), columns.X.ToArray());
        Assert.Equal(summaries.Select(summary => summary.RecencyDays), columns.RecencyDays.ToArray());
        Assert.Equal(summaries.Select(summary => summary.AgeDays), columns.AgeDays.ToArray());
        for (var row = 0; row < columns.Count; row++)
        {
            Relative.Equal((double)summaries[row].MeanRepeatSpend.Amount, columns.MeanRepeatSpend[row], 1e-13);
        }
    }

    [Fact]
    public void Order_of_purchases_leaves_no_trace()
    {
        int[] customer = [7, -3, 7, 7, 7, -3];
        int[] day = [5, -8, 2, 5, 5, 100];
        double[] amount = [0.1, 1, 2, 1e16, 0.3, 4];
        var once = PurchaseColumns.From(customer, day, amount, 10);
        var turned = PurchaseColumns.From([.. customer.Reverse()], [.. day.Reverse()], [.. amount.Reverse()], 10);
        Assert.Equal(once.MeanRepeatSpend.ToArray(), turned.MeanRepeatSpend.ToArray());
        Assert.Equal([-3, 7], once.Customer.ToArray());
        Assert.Equal([0, 1], once.X.ToArray());
        Assert.Equal([18, 8], once.AgeDays.ToArray());
        Assert.Equal([0, 3], once.RecencyDays.ToArray());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Amount_outside_its_range_is_refused_with_its_row(double amount) =>
        Assert.StartsWith("Row 1:", Assert.Throws<ArgumentException>(() => PurchaseColumns.From([1, 1], [1, 2], [1, amount], 5)).Message, StringComparison.Ordinal);
}
