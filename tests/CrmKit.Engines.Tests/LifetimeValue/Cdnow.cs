namespace CrmKit.LifetimeValue.Tests;

// The CDNOW purchases, and what the literature and an independent high-precision fit say of them.
internal static class Cdnow
{
    public const double LogLikelihood = -9582.42920667393;
    public static readonly LocalDate CalibrationEnd = new(1997, 9, 30);
    public static readonly LocalDate HoldoutEnd = new(1998, 6, 30);
    public static readonly BgNbdModel Purchases = new(.242594522430, 4.41360201901, .792922017226, 2.42590677683);
    public static readonly GammaGammaModel Spend = new(6.24957227132, 3.74422466713, 15.4435209626);

    public sealed record Row(int Customer, DateOnly Day, decimal Dollars);

    public static IReadOnlyList<Row> Transactions()
    {
        var table = ReferenceTable.Read("cdnow_transactions.csv");
        return
        [
            .. table.Rows.Select(row => new Row(
                table.Count(row, "customer_id"),
                DateOnly.ParseExact(table.Text(row, "date"), "yyyy-MM-dd", CultureInfo.InvariantCulture),
                decimal.Parse(table.Text(row, "dollars"), CultureInfo.InvariantCulture))),
        ];
    }

    public static PurchaseSummaries Summaries() => PurchaseSummaries.From(
        Transactions(), row => row.Customer, row => row.Day, row => row.Dollars, CalibrationEnd.ToDateOnly(), Currency.Usd);
}
