using static CrmKit.EndToEnd.Tests.Tool.ExitCodes;

namespace CrmKit.EndToEnd.Tests.Tool;

/// <summary>The obvious mistakes: each ends with the code for usage and a message that says what was expected.</summary>
public sealed class ToolUsageTests
{
    public static TheoryData<string, string> Mistakes => new()
    {
        { "", "See 'crmkit --help'." },
        { "plant", "'plant'" },
        { "import", "See 'crmkit import --help'." },
        { "import --db shop.db", "Tell at least one file: --purchases, --customers, --consents, --interactions, --timeline or --vcards." },
        { "import --db shop.db --purchases none.csv", "--purchases: there is no file none.csv." },
        { "import --db none/shop.db --currency EUR --purchases purchases.csv", "--db: expected a file in a folder that exists, not none/shop.db." },
        { "import --db shop.db --purchases purchases.csv --date-format d", "--date-format: The date format \"d\" is unusable" },
        { "import --db shop.db --purchases purchases.csv --date-format dd.MM.yy", "--date-format: The date format \"dd.MM.yy\" is unusable" },
        { "import --db shop.db --purchases purchases.csv --culture xx-YY", "--culture: expected invariant or a culture such as de-DE, not 'xx-YY'." },
        { "import --db shop.db --purchases purchases.csv --delimiter ;;", "--delimiter: expected one character, or tab, not ';;'." },
        { "import --db shop.db --purchases purchases.csv --delimiter a", "--delimiter: The delimiter is a tab or" },
        { "import --db shop.db --purchases purchases.csv --zone Mars/Base", "--zone: expected an IANA time zone such as Europe/Berlin, not 'Mars/Base'." },
        { "import --db shop.db --purchases purchases.csv --currency euro", "--currency: expected three capital letters" },
        { "import --db shop.db --purchases purchases.csv --from shop", "--from: expected an e-mail address" },
        { "plan --db none.db", "There is no database at none.db. Make one with 'crmkit import --db none.db --purchases P.csv'." },
        { "plan --db good.db --bogus", "'--bogus'" },
        { "plan --db good.db --limit -1", "--limit: expected 0 to 1,000,000,000." },
        { "plan --db good.db --limit many", "Cannot parse argument 'many' for option '--limit' as a whole number." },
        { "plan --db good.db --interval 0", "--interval: expected 1 to 3,660 days." },
        { "plan --db good.db --interval -5", "--interval: expected 1 to 3,660 days." },
        { "plan --db good.db --care-every -1", "--care-every: expected 1 to 3,660 days, or 0 for none." },
        { "why --db good.db ann --touch birthday", "--touch: expected REASON/OCCURRENCE" },
        { "plan --db good.db --as-of yesterday", "--as-of: expected yyyy-MM-dd or yyyy-MM-ddTHH:mm, for example 1997-10-01T09:00." },
        { "why --db good.db", "'customer'" },
        { "send --db good.db", "--from: tell once the e-mail address that the business writes from" },
        { "send --db good.db --from shop@example.com --outbox purchases.csv", "--outbox: expected a folder that can be written to, not purchases.csv." },
        { "report --db good.db --out none/report.html", "--out: expected a file in a folder that exists, not none/report.html." },
        { "demo --customers 0", "--customers: expected 1 to 100,000." },
    };

    [Fact]
    public async Task Mistake_ends_with_usage_and_says_what_was_expected()
    {
        using var shop = new ToolShop();
        (await shop.RunAsync("import", "--db", "good.db", "--currency", "EUR", "--purchases", "purchases.csv")).Ends(Done);
        var files = shop.Files.ToList();
        await Parallel.ForEachAsync(Mistakes, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (mistake, _) =>
        {
            var (line, expected) = ((string)mistake[0], (string)mistake[1]);
            var run = await shop.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            Assert.True(run.ExitCode == Usage, $"crmkit {line}: exit code {run.ExitCode}\n{run.Output}{run.Error}");
            Assert.True(run.Error.Contains(expected, StringComparison.Ordinal), $"crmkit {line}: {run.Error}");
            Assert.True(run.Output.Length == 0, $"crmkit {line}: {run.Output}");
            Assert.DoesNotContain("Parameter '", run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("System.", run.Error, StringComparison.Ordinal);
        });
        Assert.Equal(files, shop.Files);
    }

    [Fact]
    public async Task Mistakes_are_json_too_where_json_was_asked_for()
    {
        using var shop = new ToolShop();
        string[][] mistakes = [["plan", "--db", "none.db", "--json"], ["plan", "--json", "--bogus"], ["--json"], ["import", "--db", "x.db", "--json", "--purchases", "none.csv"]];
        foreach (var mistake in mistakes)
        {
            var run = (await shop.RunAsync(mistake)).Ends(Usage);
            Assert.False(string.IsNullOrWhiteSpace(run.ErrorJson.GetProperty("message").GetString()));
        }
    }

    [Fact]
    public async Task File_that_is_no_database_is_a_data_fault_in_plain_words()
    {
        using var shop = new ToolShop();
        var run = (await shop.RunAsync("plan", "--db", "purchases.csv")).Ends(DataFault);
        Assert.Equal("The file that --db names is not a SQLite database.", run.Error.Trim());
    }

    [Fact]
    public async Task Every_command_has_help_with_every_flag()
    {
        using var shop = new ToolShop();
        var root = (await shop.RunAsync("--help")).Ends(Done).Output;
        string[] commands = ["import", "plan", "why", "send", "report", "demo"];
        await Parallel.ForEachAsync(commands, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (command, _) =>
        {
            Assert.Contains(command, root, StringComparison.Ordinal);
            var help = (await shop.RunAsync(command, "--help")).Ends(Done).Output;
            Assert.Contains("--json", help, StringComparison.Ordinal);
            if (command != "demo")
            {
                Assert.All(["--db", "--zone", "--currency", "--as-of"], flag => Assert.Contains(flag, help, StringComparison.Ordinal));
            }
        });
        Assert.Empty(shop.Files);
    }
}
