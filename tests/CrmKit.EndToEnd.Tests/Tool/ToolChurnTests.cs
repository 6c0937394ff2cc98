using System.Text.Json;

namespace CrmKit.EndToEnd.Tests.Tool;

/// <summary>crmkit churn on files of subscriptions.</summary>
public sealed class ToolChurnTests
{
    private static readonly string Data = Path.Combine(Checkout.Root, "tests", "CrmKit.Engines.Tests", "Data", "churn");

    [Theory]
    [InlineData("churn", "pause_is_churn")]
    [InlineData("contraction", "pause_is_contraction")]
    public async Task Accounts_of_the_reference_ledger_are_the_reference_accounts(string pause, string policy)
    {
        using var folder = new TemporaryFolder();
        var run = await ToolRun.OfAsync(folder.Path, "churn", "--subscriptions", Path.Combine(Data, "accounts_ledger.csv"), "--as-of", "12", "--pause", pause, "--currency", "EUR", "--json");
        var json = run.Ends(ExitCodes.Done).Json;
        Assert.Equal("EUR", json.GetProperty("currency").GetString());
        var months = json.GetProperty("accounts").GetProperty("months").EnumerateArray().ToList();
        var rows = (await File.ReadAllLinesAsync(Path.Combine(Data, "accounts_monthly.csv"))).Select(line => line.Split(',')).ToList();
        var wanted = rows.Where(row => string.Equals(row[0], policy, StringComparison.Ordinal)).ToList();
        Assert.Equal(12, months.Count);
        Assert.Equal(wanted.Count, months.Count);
        foreach (var (row, month) in wanted.Zip(months))
        {
            var moved = month.GetProperty("movements");
            Assert.Equal(Wanted(row, "churned_customers"), moved.GetProperty("churnedCustomers").GetInt64().ToString(CultureInfo.InvariantCulture));
            Assert.Equal(Wanted(row, "closing_customers"), moved.GetProperty("closingCustomers").GetInt64().ToString(CultureInfo.InvariantCulture));
            Assert.Equal(decimal.Parse(Wanted(row, "closing_mrr"), CultureInfo.InvariantCulture), moved.GetProperty("closingMrr").GetDecimal());
            Near(Wanted(row, "net_revenue_retention"), month.GetProperty("netRevenueRetention"));
            Near(Wanted(row, "quick_ratio"), month.GetProperty("quickRatio"));
        }

        var period = json.GetProperty("accounts").GetProperty("period");
        Assert.Equal((0, 12), (period.GetProperty("fromMonth").GetInt32(), period.GetProperty("toMonth").GetInt32()));
        Assert.Equal(12 + 1, json.GetProperty("accounts").GetProperty("cohorts")[0].GetProperty("ages").GetArrayLength());

        string Wanted(string[] row, string column) => row[Array.IndexOf(rows[0], column)];
    }

    [Fact]
    public async Task Contracts_with_dates_are_printed_as_tables_and_add_up()
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            "subs.csv",
            "customer,start,end,mrr",
            "a,2024-01-10,2024-02-15,10.00",
            "a,2024-02-15,,25.00",
            "b,2024-01-31,2024-03-05,7.50",
            "c,2024-02-02,2024-02-20,99");
        string[] arguments = ["churn", "--subscriptions", "subs.csv", "--as-of", "2024-03-31", "--currency", "EUR"];
        var text = (await ToolRun.OfAsync(folder.Path, arguments)).Ends(ExitCodes.Done).Output;
        Assert.Contains("2 customers up to 2024-03-31.", text, StringComparison.Ordinal);
        Assert.Contains("1 more came and went between two month ends", text, StringComparison.Ordinal);
        Assert.Contains("Monthly recurring revenue, EUR", text, StringComparison.Ordinal);
        var february = Array.Find(text[text.IndexOf("recurring", StringComparison.Ordinal)..].Split('\n'), line => line.Contains("2024-02", StringComparison.Ordinal));
        Assert.Equal(["2024-02", "17.50", "0.00", "0.00", "15.00", "0.00", "0.00", "32.50", "100.0", "%", "185.7", "%", "infinite"], february!.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

        var json = (await ToolRun.OfAsync(folder.Path, [.. arguments, "--json"])).Ends(ExitCodes.Done).Json;
        Assert.Equal("2024-03-31", json.GetProperty("asOf").GetString());
        Assert.Equal("2024-03", json.GetProperty("accounts").GetProperty("months")[2].GetProperty("calendarMonth").GetString());
        Assert.Equal(25.00m, json.GetProperty("accounts").GetProperty("months")[2].GetProperty("movements").GetProperty("closingMrr").GetDecimal());
        Assert.Equal("infinite", json.GetProperty("accounts").GetProperty("months")[0].GetProperty("quickRatio").GetString());
    }

    [Theory]
    [InlineData("2026-06-30")]
    [InlineData("2026-06-30", "a,2026-01-05,,10")]
    [InlineData("2026-06-30", "a,2026-01-05,2026-02-10,10")]
    [InlineData("2026-06-30", "a,2026-06-29,2026-06-30,10")]
    [InlineData("2026-06-30", "a,2026-01-05,,0", "b,2026-02-05,2026-02-06,0")]
    [InlineData("9999-12-31", "a,9999-01-05,,10", "b,9999-01-05,9999-12-31,10")]
    public async Task Any_handful_of_contracts_is_answered_in_words_as_json_and_as_a_page(string asOf, params string[] contracts)
    {
        using var folder = new TemporaryFolder();
        folder.Write("contracts.csv", ["customer,start,end,mrr", .. contracts]);
        foreach (var flag in new[] { "--force", "--json", "--ends-on-last-day" })
        {
            var run = (await ToolRun.OfAsync(folder.Path, "churn", "--subscriptions", "contracts.csv", "--as-of", asOf, "--out", "page.html", "--force", flag)).Ends(ExitCodes.Done);
            Assert.DoesNotContain("NaN", run.Output + await File.ReadAllTextAsync(Path.Combine(folder.Path, "page.html")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Numbered_months_may_be_any_numbers()
    {
        using var folder = new TemporaryFolder();
        folder.Write("months.csv", "customer,month,state,mrr", "a,202400,active,10", "a,202401,active,10", "b,202401,active,5");
        (await ToolRun.OfAsync(folder.Path, "churn", "--subscriptions", "months.csv", "--opening", "202400", "--json")).Ends(ExitCodes.Done);
    }

    [Fact]
    public async Task Who_is_at_risk_is_told_with_reasons_that_add_up_to_something()
    {
        using var folder = new TemporaryFolder();
        folder.Write("contracts.csv", ["customer,start,end,mrr", .. Enumerable.Range(0, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i},2025-{1 + (i % 9):00}-05,{(i % 3 == 0 ? $"2025-{3 + (i % 10):00}-20" : string.Empty)},{10 + (10 * (i % 4))}")).Where(row => row.Split(',') is var cells && (cells[2].Length == 0 || string.CompareOrdinal(cells[1], cells[2]) < 0))]);
        var json = (await ToolRun.OfAsync(folder.Path, "churn", "--subscriptions", "contracts.csv", "--as-of", "2025-12-31", "--json")).Ends(ExitCodes.Done).Json;
        var atRisk = json.GetProperty("atRisk").EnumerateArray().ToArray();
        Assert.Equal(20, atRisk.Length);
        var losses = atRisk.Select(one => one.GetProperty("probability").GetDouble() * one.GetProperty("mrr").GetDouble()).ToArray();
        Assert.Equal(losses.OrderDescending(), losses);
        Assert.All(atRisk, one => Assert.InRange(one.GetProperty("probability").GetDouble(), 0, 1));
        Assert.All(atRisk, one => Assert.NotEmpty(one.GetProperty("reasons").EnumerateArray()));
        Assert.InRange(json.GetProperty("retention").GetProperty("survival")[1].GetDouble(), 0.5, 1);
    }

    [Fact]
    public async Task Faults_of_the_file_name_line_and_column_and_those_of_options_the_option()
    {
        using var folder = new TemporaryFolder();
        folder.Write("twice.csv", "customer,month,state,mrr", "a,0,active,1", "a,1,active,1", "a,1,active,2");
        folder.Write("subs.csv", "customer,start,end,mrr", "a,2024-01-10,2023-02-15,10.00");
        var twice = (await ToolRun.OfAsync(folder.Path, "churn", "--subscriptions", "twice.csv", "--json")).Ends(ExitCodes.DataFault).ErrorJson;
        Assert.Equal((4, "month"), (twice.GetProperty("line").GetInt32(), twice.GetProperty("column").GetString()));
        Assert.Contains("line 2, column end", (await ToolRun.OfAsync(folder.Path, "churn", "--subscriptions", "subs.csv", "--as-of", "2024-03-31")).Ends(ExitCodes.DataFault).Error, StringComparison.Ordinal);
        foreach (var (flag, arguments) in new (string, string[])[]
        {
            ("--as-of", ["--subscriptions", "subs.csv"]),
            ("--as-of", ["--subscriptions", "subs.csv", "--as-of", "12"]),
            ("--as-of", ["--subscriptions", "twice.csv", "--as-of", "2024-03-31"]),
            ("--as-of", ["--subscriptions", "twice.csv", "--as-of", "-1"]),
            ("--pause", ["--subscriptions", "twice.csv", "--pause", "rest"]),
            ("--currency", ["--subscriptions", "twice.csv", "--currency", "euro"]),
            ("--opening", ["--subscriptions", "subs.csv", "--as-of", "2024-03-31", "--opening", "2025-01"]),
            ("--subscriptions", ["--subscriptions", "none.csv"]),
        })
        {
            Assert.Contains(flag, (await ToolRun.OfAsync(folder.Path, ["churn", .. arguments])).Ends(ExitCodes.Usage).Error, StringComparison.Ordinal);
        }
    }

    private static void Near(string wanted, JsonElement found)
    {
        if (found.ValueKind == JsonValueKind.Number)
        {
            Assert.Equal(double.Parse(wanted, CultureInfo.InvariantCulture), found.GetDouble(), 1e-12);
        }
        else
        {
            Assert.Equal(string.Equals(wanted, "inf", StringComparison.Ordinal) ? "infinite" : wanted, found.GetString());
        }
    }
}
