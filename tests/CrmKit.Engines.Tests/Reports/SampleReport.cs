using CrmKit.LifetimeValue;
using CrmKit.Reports;

namespace CrmKit.Engines.Tests.Reports;

/// <summary>Synthetic content: invented people, and purchases drawn from a curve with a fixed disturbance.</summary>
internal static class SampleReport
{
    public static readonly LocalDate Today = new(2024, 10, 1);
    public static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    /// <summary>78 weeks, 39 of them fitted, ending at 4,339 purchases where 4,245 were expected.</summary>
    public static PurchaseTracking Tracking()
    {
        var shape = Enumerable.Range(1, 78).Select(week => 1 - Math.Exp(-week / 52.0)).ToArray();
        var expected = shape.Select(s => 4245 * s / shape[77]).ToImmutableArray();
        var actual = shape.Select((s, i) => (int)Math.Round((4339 * s / shape[77]) + (40 * Math.Sin(i * 0.35) * (77 - i) / 77))).ToImmutableArray();
        return new PurchaseTracking(new LocalDate(2024, 1, 1), 39, actual, expected);
    }

    /// <summary>Two months of first purchases, of which the second is not over.</summary>
    public static CohortTable Cohorts() => CohortTable.Build(
        [Bought("a", 1, 3), Bought("a", 2, 3), Bought("b", 1, 20), Bought("c", 2, 1), Bought("c", 3, 9)], new LocalDate(2024, 3, 15));

    private static NetPurchase Bought(string customer, int month, int day) => new(customer, new LocalDate(2024, month, day), new Money(10, Currency.Usd));

    public static CustomerReport Empty() => new() { Title = "Customers", Today = Today, BusinessZone = NewYork };

    public static CustomerReport Full() => Empty() with
    {
        Title = "Your customers this morning",
        Notes = ["All names and purchases on this page are synthetic.", "Expected values are undiscounted."],
        Figures =
        [
            new("customers", "2,357"),
            new("purchases", "6,919"),
            new("expected in the next 365 days", "48,210 USD"),
            new("probably still customers", "1,102"),
        ],
        Contacts = [Contact("17", "Ada Sample", 9, "America/New_York", "planned"), Contact("4", "Bruno Muster", 13, "Europe/Berlin", "sent"), Birthday()],
        Pressure = SampleContact.Pressure,
        Silence = SampleContact.Silence,
        Calendar = SampleContact.Days,
        NotToday =
        [
            new(PlanOutcome.Deferred, ReasonCodes.CapReached, 212),
            new(PlanOutcome.Deferred, ReasonCodes.DayFull, 1_034),
            new(PlanOutcome.Refused, ReasonCodes.ConsentRefused, 88),
            new(PlanOutcome.Refused, "shop.own-rule", 1),
        ],
        SlippingAway = [Row("381", "Carla Beispiel", 0.31, 3.1, 1_250.5m, new(2024, 3, 14)), Row("92", null, 0.08, 0.4, 310m, new(2023, 12, 1))],
        MostValuable =
        [
            Row("17", "Ada Sample", 0.996, 14.2, 12_345.675m, new(2024, 9, 28)),
            Row("4", "Bruno Muster", 0.93, 9.04, 4_210m, new(2024, 9, 1)),
            Row("1055", "شهرزاد نمونه", 0.87, 8.1, 3_999.99m, new(2024, 8, 30)),
            Row("CUST-2024-000000777", "Wilhelmina Constantia van der Voorbeeldhuizen-Exemplaar", 0.61, 5, 2_004.4m, new(2024, 7, 4), EstimateStatus.Prior),
        ],
        Tracking = Tracking(),
        Frequencies = new([1400, 439, 214, 100, 62, 38, 29, 64], [1430.2, 411.9, 203.4, 110.7, 66.1, 42.5, 28.9, 57.3]),
        Spend = new([new(0, 20, 300, 280.5), new(20, 40, 410, 433.25), new(40, 60, 150, 160)], 12),
        Currency = Currency.Usd,
        Grid = new(280, [0, 1, 2], [0, 140, 280], [[1, 0.2, 0.05], [0.4, 0.7, 0.6], [0.01, 0.5, 0.95]]),
        Cohorts = Cohorts(),
        Value = new(2357, new Money(48_210m, Currency.Usd), [.5, .2, .1, .07, .05, .03, .02, .015, .01, .005]),
        Slipping = new([new(2024, 1, 3), new(2024, 2, 10)], [new(new(2024, 1, 3), 1), new(new(2024, 2, 9), 0.7), new(new(2024, 2, 10), 0.97), new(new(2024, 9, 30), 0.31)]),
        Parameters =
        [
            new("BG/NBD", "r", 0.242594522430, 0.012557378),
            new("BG/NBD", "alpha", 4.41360201901, 0.37822406),
            new("BG/NBD", "a", 0.792922017226, 0.18573382),
            new("BG/NBD", "b", 2.42590677683, 0.70541427),
            new("Gamma-Gamma", "p", 6.24957227132),
        ],
    };

    public static ReportCustomerRow Row(string id, string? name, double alive, double purchases, decimal value, LocalDate last, EstimateStatus status = EstimateStatus.Pooled) =>
        new(id, name, new ValueOutlook(alive, purchases, new Money(value / (decimal)purchases, Currency.Usd), new Money(value, Currency.Usd), 365, status), last);

    public static ReportContactRow Contact(string id, string? name, int hour, string zone, string state) => new(
        id,
        name,
        Channel.Email,
        Today.At(new LocalTime(hour, 0)).InZoneLeniently(DateTimeZoneProviders.Tzdb[zone]),
        new Reason(
            ReasonCodes.IntervalDue,
            ReasonArgument.Of("due", Today),
            ReasonArgument.Of("days", 92),
            ReasonArgument.Of("interval", 90),
            ReasonArgument.Of("value", new Money(1_204.5m, Currency.Usd)),
            ReasonArgument.Of("horizon", 365),
            ReasonArgument.Of("alive", 0.94)),
        state);

    private static ReportContactRow Birthday() => new(
        "655",
        "Chiyo Mihon",
        Channel.Sms,
        Today.PlusDays(1).At(new LocalTime(8, 30)).InZoneLeniently(DateTimeZoneProviders.Tzdb["Asia/Tokyo"]),
        new Reason(ReasonCodes.Birthday, ReasonArgument.Of("day", Today.PlusDays(1))),
        "planned");
}
