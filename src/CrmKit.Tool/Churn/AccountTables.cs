using CrmKit.Churn;

namespace CrmKit.Tool;

/// <summary>The accounts as tables for a screen.</summary>
internal static class AccountTables
{
    // Wider than that and no screen holds a triangle.
    private const int MostAges = 13;

    public static void Write(TextWriter to, RetentionAccounts accounts)
    {
        var ledger = accounts.Ledger;
        to.WriteLine(accounts.Policy == PausePolicy.PauseIsChurn ? "A pause is churn." : "A pause is contraction: who pauses stays a customer, at nothing a month.");
        if (accounts.Months.IsEmpty)
        {
            to.WriteLine("There is no month after the opening snapshot.");
            return;
        }

        to.WriteLine();
        to.WriteLine("Customers");
        Table(to, Header("opening", "new", "back", "churned", "closing", "churn"), accounts.Months.Select(month => Customers(ledger, month)));
        to.WriteLine();
        to.WriteLine(ledger.Currency == Currency.None ? "Monthly recurring revenue" : $"Monthly recurring revenue, {ledger.Currency}");
        Table(to, Header("opening", "new", "back", "expansion", "contraction", "churned", "closing", "gross", "net", "quick"), accounts.Months.Select(month => Revenue(ledger, month)));
        if (!ledger.IsLastMonthWhole)
        {
            to.WriteLine(FormattableString.Invariant($"{Label(ledger, ledger.LastMonth)} is not over; averages leave it out."));
        }

        to.WriteLine();
        WritePeriod(to, accounts.Period(AccountsOutput.PeriodFrom(accounts), ledger.LastMonth), ledger);
        WriteAverages(to, accounts.Averages);
        to.WriteLine();
        WriteCohorts(to, accounts);
    }

    private static void WritePeriod(TextWriter to, PeriodAccount period, SubscriptionLedger ledger)
    {
        to.WriteLine(FormattableString.Invariant($"From the end of {Label(ledger, period.FromMonth)} to that of {Label(ledger, period.ToMonth)}:"));
        to.WriteLine(FormattableString.Invariant($"  of {period.PointToPoint.OpeningCustomers:N0} customers {period.StillCustomers:N0} are there ({Share(period.LogoRetention)}), {period.NeverLeft:N0} without a break"));
        to.WriteLine(FormattableString.Invariant($"  point to point: net revenue retention {Share(period.NetRevenueRetention)}, gross {Share(period.GrossRevenueRetention)}"));
        to.WriteLine(FormattableString.Invariant($"  compounded from the months: customers {Share(period.LogoRetentionCompounded)}, net {Share(period.NetRevenueRetentionCompounded)}, gross {Share(period.GrossRevenueRetentionCompounded)}"));
    }

    private static void WriteAverages(TextWriter to, AccountAverages averages)
    {
        var lifetime = averages.ExpectedLifetimeMonths is { Status: LifetimeStatus.Finite, Time: var months } ? FormattableString.Invariant($"{months:F1} months") : averages.ExpectedLifetimeMonths.ToString();
        to.WriteLine(FormattableString.Invariant($"Churn of a month: {Share(averages.PooledMonthlyLogoChurn)} pooled, {Share(averages.MeanMonthlyLogoChurn)} on the mean of the months; {Share(averages.AnnualisedPooledLogoChurn)} in a year; expected lifetime {lifetime}."));
    }

    private static void WriteCohorts(TextWriter to, RetentionAccounts accounts)
    {
        var oldest = accounts.Cohorts.Select(cohort => cohort.Ages.Length).DefaultIfEmpty(0).Max();
        var ages = Math.Min(MostAges, oldest);
        to.WriteLine("Of those who came in a month the share that is there, by months since" + (oldest > ages ? FormattableString.Invariant($" (up to {ages - 1}; all with --json)") : string.Empty));
        string[] header = ["came", "customers", .. Enumerable.Range(0, ages).Select(age => age.ToString(CultureInfo.InvariantCulture))];
        Table(to, header, accounts.Cohorts.Select(cohort => (string[])
        [
            Label(accounts.Ledger, cohort.Month),
            Count(cohort.Customers),
            .. Enumerable.Range(0, Math.Min(ages, cohort.Ages.Length)).Select(age => Share(cohort.ActiveShare(age))),
        ]));
    }

    private static string[] Customers(SubscriptionLedger ledger, MonthlyAccount month)
    {
        var moved = month.Movements;
        return
        [
            Label(ledger, month.Month), Count(moved.OpeningCustomers), Count(moved.NewCustomers), Count(moved.ReactivatedCustomers), Count(moved.ChurnedCustomers), Count(moved.ClosingCustomers), Share(month.LogoChurn),
        ];
    }

    private static string[] Revenue(SubscriptionLedger ledger, MonthlyAccount month)
    {
        var moved = month.Movements;
        return
        [
            Label(ledger, month.Month), Amount(moved.OpeningMrr), Amount(moved.NewMrr), Amount(moved.ReactivationMrr), Amount(moved.ExpansionMrr), Amount(moved.ContractionMrr), Amount(moved.ChurnedMrr), Amount(moved.ClosingMrr),
            Share(month.GrossRevenueRetention), Share(month.NetRevenueRetention), month.QuickRatio.Value?.ToString("F2", CultureInfo.InvariantCulture) ?? month.QuickRatio.ToString(),
        ];
    }

    private static string[] Header(params ReadOnlySpan<string> columns) => ["month", .. columns];

    private static void Table(TextWriter to, string[] header, IEnumerable<string[]> rows)
    {
        List<string[]> lines = [header, .. rows];
        var widths = header.Select((_, column) => lines.Where(line => line.Length > column).Max(line => line[column].Length)).ToArray();
        foreach (var line in lines)
        {
            to.WriteLine("  " + string.Join("  ", line.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))));
        }
    }

    private static string Label(SubscriptionLedger ledger, int month) =>
        ledger.CalendarMonth(month) is { } calendar ? NodaTime.Text.YearMonthPattern.Iso.Format(calendar) : month.ToString(CultureInfo.InvariantCulture);

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Amount(Money money) => money.Round().Amount.ToString("N" + money.Currency.MinorDigits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Share(AccountRatio ratio) => ratio.Value is { } value ? FormattableString.Invariant($"{100 * value:F1} %") : ratio.ToString();
}
