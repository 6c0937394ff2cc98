namespace CrmKit.LifetimeValue.Tests;

// The simulated apparel customers, calibrated to 2006-12-31, 104 weeks after all of them first bought. Their licence keeps them out of the repository.
internal static class Apparel
{
    private static readonly DateOnly Start = new(2005, 1, 2);
    private static readonly DateOnly End = new(2006, 12, 31);

    public sealed record Customer(double[] RepeatTimes, double Age, double Gender, double Channel)
    {
        public PurchaseHistory History => PurchaseHistory.Of(RepeatTimes, Age);
    }

    public static IReadOnlyList<Customer> Customers()
    {
        var days = Rows("apparel_transactions.csv").Select(cell => (Customer: cell[0], Day: Day(cell[1]))).Where(row => row.Day <= End)
            .GroupBy(row => row.Customer, StringComparer.Ordinal)
            .ToDictionary(rows => rows.Key, rows => rows.Select(row => row.Day).Distinct().Order().ToArray(), StringComparer.Ordinal);
        return
        [
            .. Rows("apparel_static_covariates.csv").Select(cell =>
            {
                var own = days[cell[0]];
                var weeks = own.Skip(1).Select(day => (day.DayNumber - own[0].DayNumber) / 7d).ToArray();
                return new Customer(weeks, (End.DayNumber - own[0].DayNumber) / 7d, Number(cell[1]), Number(cell[2]));
            }),
        ];
    }

    public static CovariateTable Steady()
    {
        var customers = Customers();
        CovariateColumn[] columns = [new("gender", [.. customers.Select(one => one.Gender)]), new("channel", [.. customers.Select(one => one.Channel)])];
        return CovariateTable.From([.. customers.Select(one => one.History)], columns, columns);
    }

    public static CovariatePath HighSeason()
    {
        var rows = Rows("apparel_high_season_weekly.csv").ToArray();
        return CovariatePath.Steps(
            ["high season"],
            [.. rows.Select(cell => (Day(cell[0]).DayNumber - Start.DayNumber) / 7d)],
            [.. rows.Select(cell => (double[])[Number(cell[1])])]);
    }

    public static TimeVaryingTable Changing()
    {
        var season = HighSeason();
        var paths = new Dictionary<(double, double), CovariatePath>();
        foreach (var gender in new[] { 0d, 1 })
        {
            foreach (var channel in new[] { 0d, 1 })
            {
                paths[(gender, channel)] = CovariatePath.Constant(["gender", "channel"], [gender, channel]).Join(season);
            }
        }

        return TimeVaryingTable.From(Customers().Select(one =>
        {
            var path = paths[(one.Gender, one.Channel)];
            return new TimeVaryingCustomer(0, one.RepeatTimes, one.Age, path, path);
        }));
    }

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(ReferenceDataFactAttribute.PathOf(file)!).Skip(1).Where(line => line.Length > 0).Select(line => line.Split(','));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
