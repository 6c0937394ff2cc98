namespace CrmKit.Churn.Tests;

/// <summary>Every row of the reference accounts: counts and money exact, rates within 1e-13.</summary>
public sealed class AccountsReferenceTests
{
    private const double Tolerance = 1e-13;

    private static readonly SubscriptionLedger Ledger = Read();
    private static readonly Dictionary<string, RetentionAccounts> Accounts = new(StringComparer.Ordinal)
    {
        ["pause_is_churn"] = RetentionAccounts.Of(Ledger, PausePolicy.PauseIsChurn),
        ["pause_is_contraction"] = RetentionAccounts.Of(Ledger, PausePolicy.PauseIsContraction),
    };

    [Fact]
    public void Months_match_the_reference()
    {
        var table = ReferenceTable.Read("churn/accounts_monthly.csv");
        Assert.Equal(24, table.Rows.Count);
        foreach (var row in table.Rows)
        {
            var account = Accounts[table.Text(row, "policy")].Month(table.Count(row, "month"));
            var moved = account.Movements;
            Assert.Equal(
                Counts(table, row, "opening_customers", "new_customers", "reactivated_customers", "churned_customers", "closing_customers", "expanding_customers", "contracting_customers"),
                (List<long>)[moved.OpeningCustomers, moved.NewCustomers, moved.ReactivatedCustomers, moved.ChurnedCustomers, moved.ClosingCustomers, moved.ExpandingCustomers, moved.ContractingCustomers]);
            Assert.Equal(
                Amounts(table, row, "opening_mrr", "new_mrr", "reactivation_mrr", "expansion_mrr", "contraction_mrr", "churned_mrr", "closing_mrr"),
                (List<Money>)[moved.OpeningMrr, moved.NewMrr, moved.ReactivationMrr, moved.ExpansionMrr, moved.ContractionMrr, moved.ChurnedMrr, moved.ClosingMrr]);
            Near(table.Text(row, "logo_churn"), account.LogoChurn);
            Near(table.Text(row, "gross_revenue_churn"), account.GrossRevenueChurn);
            Near(table.Text(row, "gross_revenue_retention"), account.GrossRevenueRetention);
            Near(table.Text(row, "net_revenue_retention"), account.NetRevenueRetention);
            Near(table.Text(row, "net_revenue_retention_with_reactivation"), account.NetRevenueRetentionWithReactivation);
            Near(table.Text(row, "quick_ratio"), account.QuickRatio);
            Near(table.Text(row, "average_revenue_per_customer"), account.AverageRevenuePerCustomer);
        }

        Assert.All(Accounts.Values, accounts => Assert.Equal(12, accounts.Months.Length));
    }

    [Theory]
    [InlineData("pause_is_churn")]
    [InlineData("pause_is_contraction")]
    public void Movements_match_the_reference(string policy)
    {
        var table = ReferenceTable.Read("churn/accounts_movements.csv");
        var wanted = table.Rows
            .Where(row => string.Equals(table.Text(row, "policy"), policy, StringComparison.Ordinal))
            .Select(row => (table.Count(row, "month"), table.Text(row, "customer"), table.Text(row, "movement"), decimal.Parse(table.Text(row, "amount"), CultureInfo.InvariantCulture)));
        var found = Accounts[policy].Movements().Select(move => (move.Month, move.Customer.Value, move.Kind.ToString().ToLowerInvariant(), move.Amount.Amount));
        Assert.Equal(wanted.Order(), found.Order());
    }

    [Fact]
    public void Periods_match_the_reference()
    {
        var table = ReferenceTable.Read("churn/accounts_period.csv");
        var periods = table.Rows.Where(row => !string.Equals(table.Text(row, "from_month"), "average", StringComparison.Ordinal)).ToList();
        Assert.Equal(14, periods.Count);
        foreach (var row in periods)
        {
            var period = Accounts[table.Text(row, "policy")].Period(table.Count(row, "from_month"), table.Count(row, "to_month"));
            Assert.Equal(
                Counts(table, row, "opening_customers", "still_customers", "never_left"),
                (List<long>)[period.PointToPoint.OpeningCustomers, period.StillCustomers, period.NeverLeft]);
            Assert.Equal(
                Amounts(table, row, "opening_mrr", "their_closing_mrr", "their_capped_closing_mrr"),
                (List<Money>)[period.PointToPoint.OpeningMrr, period.TheirClosingMrr, period.TheirCappedClosingMrr]);
            Near(table.Text(row, "logo_retention"), period.LogoRetention);
            Near(table.Text(row, "continuous_logo_retention"), period.ContinuousLogoRetention);
            Near(table.Text(row, "net_revenue_retention"), period.NetRevenueRetention);
            Near(table.Text(row, "gross_revenue_retention"), period.GrossRevenueRetention);
            Near(table.Text(row, "logo_retention_compounded"), period.LogoRetentionCompounded);
            Near(table.Text(row, "net_revenue_retention_compounded"), period.NetRevenueRetentionCompounded);
            Near(table.Text(row, "gross_revenue_retention_compounded"), period.GrossRevenueRetentionCompounded);
        }
    }

    [Fact]
    public void Averages_match_the_reference()
    {
        var table = ReferenceTable.Read("churn/accounts_period.csv");
        var averages = table.Rows.Where(row => string.Equals(table.Text(row, "from_month"), "average", StringComparison.Ordinal)).ToList();
        Assert.Equal(8, averages.Count);
        foreach (var row in averages)
        {
            var found = Accounts[table.Text(row, "policy")].Averages;
            var wanted = table.Text(row, "logo_retention");
            switch (table.Text(row, "to_month"))
            {
                case "pooled_monthly_logo_churn":
                    Near(wanted, found.PooledMonthlyLogoChurn);
                    break;
                case "mean_monthly_logo_churn":
                    Near(wanted, found.MeanMonthlyLogoChurn);
                    break;
                case "annualised_pooled_logo_churn":
                    Near(wanted, found.AnnualisedPooledLogoChurn);
                    break;
                default:
                    Assert.Equal("lifetime_months_pooled", table.Text(row, "to_month"));
                    Near(wanted, AccountRatio.Finite(found.ExpectedLifetimeMonths.Time));
                    break;
            }
        }
    }

    [Fact]
    public void Cohorts_match_the_reference()
    {
        var table = ReferenceTable.Read("churn/accounts_cohorts.csv");
        foreach (var row in table.Rows)
        {
            var cohort = Assert.Single(Accounts[table.Text(row, "policy")].Cohorts, cohort => cohort.Month == table.Count(row, "cohort_month"));
            var age = table.Count(row, "age");
            var at = cohort.Ages[age];
            Assert.Equal(Counts(table, row, "age", "customers", "active", "never_left"), (List<long>)[at.Age, cohort.Customers, at.Active, at.NeverLeft]);
            Assert.Equal(Amounts(table, row, "mrr"), (List<Money>)[at.Mrr]);
            Near(table.Text(row, "active_share"), cohort.ActiveShare(age));
            Near(table.Text(row, "never_left_share"), cohort.NeverLeftShare(age));
            Near(table.Text(row, "mrr_share"), cohort.MrrShare(age));
        }

        Assert.Equal(table.Rows.Count, Accounts.Values.Sum(accounts => accounts.Cohorts.Sum(cohort => cohort.Ages.Length)));
    }

    private static SubscriptionLedger Read()
    {
        var table = ReferenceTable.Read("churn/accounts_ledger.csv");
        return SubscriptionLedger.FromMonths(table.Rows.Select(row => new SubscriptionMonth(
            table.Text(row, "customer"),
            table.Count(row, "month"),
            Enum.Parse<SubscriptionState>(table.Text(row, "state"), ignoreCase: true),
            Eur(table.Text(row, "mrr")))));
    }

    private static List<long> Counts(ReferenceTable table, string[] row, params string[] columns) => [.. columns.Select(column => (long)table.Count(row, column))];

    private static List<Money> Amounts(ReferenceTable table, string[] row, params string[] columns) => [.. columns.Select(column => Eur(table.Text(row, column)))];

    private static Money Eur(string amount) => new(decimal.Parse(amount, CultureInfo.InvariantCulture), Currency.Eur);

    private static void Near(string wanted, AccountRatio found)
    {
        switch (wanted)
        {
            case "inf":
                Assert.Equal(AccountRatio.Infinite, found);
                break;
            case "undefined":
                Assert.Equal(AccountRatio.Undefined, found);
                break;
            default:
                // The reference prints 15 digits.
                Relative.Equal(double.Parse(wanted, CultureInfo.InvariantCulture), Assert.NotNull(found.Value), Tolerance);
                break;
        }
    }
}
