using System.Text.Json;
using static CrmKit.EndToEnd.Tests.Tool.ExitCodes;

namespace CrmKit.EndToEnd.Tests.Tool;

public sealed class ToolImportTests
{
    [Fact]
    public async Task Import_twice_changes_nothing_the_second_time()
    {
        using var shop = new ToolShop();
        var first = (await shop.ImportAsync("--json")).Ends(Done).Json;
        Assert.Equal((false, 7, 5, 6), (first.GetProperty("unchanged").GetBoolean(), Number(first, "eventsAdded"), Number(first, "customersAdded"), Number(first, "consentsAdded")));
        var second = (await shop.ImportAsync("--json")).Ends(Done).Json;
        Assert.Equal((true, 0, 7, 5, 6), (second.GetProperty("unchanged").GetBoolean(), Number(second, "eventsAdded"), Number(second, "eventsKnown"), Number(second, "customersUnchanged"), Number(second, "consentsKnown")));
        Assert.Contains("Nothing new", (await shop.ImportAsync()).Ends(Done).Output, StringComparison.Ordinal);
        Assert.Equal(["shop.db", "shop.db.business.json"], shop.Files);
    }

    [Fact]
    public async Task Dry_run_says_what_would_change_and_leaves_no_file()
    {
        using var shop = new ToolShop();
        var dry = (await shop.ImportAsync("--dry-run")).Ends(Done);
        Assert.Contains("nothing was taken", dry.Output, StringComparison.Ordinal);
        Assert.Contains("EUR", dry.Output, StringComparison.Ordinal);
        Assert.Empty(shop.Files);

        (await shop.ImportAsync()).Ends(Done);
        shop.Folder.Write("purchases.csv", "customer_id,date,amount", "ann,2025-05-21,1");
        var second = (await shop.ImportAsync("--dry-run", "--json")).Ends(Done).Json;
        Assert.Equal((true, 1), (second.GetProperty("dryRun").GetBoolean(), Number(second, "eventsAdded")));
        Assert.Equal(1, Number((await shop.ImportAsync("--json")).Ends(Done).Json, "eventsAdded"));
    }

    [Fact]
    public async Task Bad_row_names_its_place_and_leaves_no_database()
    {
        using var shop = new ToolShop();
        File.AppendAllText(shop.Folder["purchases.csv"], "ann,31/05/2025,9.99\n");

        var run = (await shop.ImportAsync()).Ends(DataFault);
        Assert.Empty(run.Output);
        Assert.StartsWith("purchases.csv, line 9, column date: expected a date as yyyy-MM-dd", run.Error, StringComparison.Ordinal);
        Assert.Contains("--date-format states another form", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("31/05/2025", run.Error, StringComparison.Ordinal);
        Assert.Empty(shop.Files);

        var fault = (await shop.ImportAsync("--json")).Ends(DataFault).ErrorJson;
        Assert.Equal(("purchases.csv", 9, "date"), (fault.GetProperty("file").GetString(), Number(fault, "line"), fault.GetProperty("column").GetString()));
        Assert.Contains("yyyy-MM-dd", fault.GetProperty("expected").GetString(), StringComparison.Ordinal);
        Assert.Equal(run.Error.Trim(), fault.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Bad_row_of_a_later_import_takes_nothing_of_either_file()
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        shop.Folder.Write("more.csv", "customer_id,email", "fay,fay@example.com");
        shop.Folder.Write("bad.csv", "customer_id,date,amount", "fay,2025-05-01,10", "fay,2025-05-02,ten");
        (await shop.RunAsync("import", "--db", "shop.db", "--customers", "more.csv", "--purchases", "bad.csv")).Ends(DataFault);
        Assert.Contains("There is no customer fay", (await shop.RunAsync("why", "--db", "shop.db", "fay")).Ends(DataFault).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_in_conflict_are_set_aside_and_counted()
    {
        using var shop = new ToolShop();
        string[] import = ["import", "--db", "shop.db", "--currency", "EUR", "--purchases", "p.csv"];
        shop.Folder.Write("p.csv", ["key,customer_id,date,amount", "k1,gil,2025-05-01,1", "k2,gil,2025-05-01,2", "k3,gil,2025-05-01,3"]);
        (await shop.RunAsync(import)).Ends(Done);
        shop.Folder.Write("p.csv", ["key,customer_id,date,amount", .. Enumerable.Range(1, 1000).Select(i => FormattableString.Invariant($"k{i},gil,2025-05-01,{i + (i <= 3 ? 1 : 0)}"))]);
        Assert.Contains("--rejects", (await shop.RunAsync(import)).Ends(DataFault).Error, StringComparison.Ordinal);

        foreach (var added in new[] { 997, 0 })
        {
            var taken = (await shop.RunAsync([.. import, "--rejects", "rejects.csv", "--force", "--json"])).Ends(Done).Json;
            var aside = Assert.Single(taken.GetProperty("setAside").EnumerateArray());
            Assert.Equal((added, 997 - added, 3), (Number(taken, "eventsAdded"), Number(taken, "eventsKnown"), Number(taken.GetProperty("purchases"), "linesSetAside")));
            Assert.Equal(("p.csv", "known-key", 3), (aside.GetProperty("file").GetString(), aside.GetProperty("reason").GetString(), Number(aside, "rows")));
            Assert.Equal(["2", "3", "4"], (await File.ReadAllLinesAsync(shop.Folder["rejects.csv"])).Skip(1).Select(line => line.Split(',')[0]));
        }
    }

    [Fact]
    public async Task Refusals_that_cannot_be_heeded_are_counted_and_named()
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        shop.Folder.Write("said.csv", "customer_id,channel,address,purpose,state,date", "ann,email,ann@example.com,marketing,opt-out,soon", "bob,email,bob@example.com,marketing,opt-in,soon");
        string[] import = ["import", "--db", "shop.db", "--consents", "said.csv", "--rejects", "r.csv", "--force"];

        var text = (await shop.RunAsync(import)).Ends(Done).Output;
        Assert.DoesNotContain("Nothing new", text, StringComparison.Ordinal);
        Assert.Contains("NOT HEEDED         1 of these rows", text, StringComparison.Ordinal);
        Assert.DoesNotContain("example.com", text, StringComparison.Ordinal);
        Assert.Equal(1, Number((await shop.RunAsync([.. import, "--json"])).Ends(Done).Json, "refusalsNotHeeded"));
    }

    [Fact]
    public async Task Rejects_files_of_several_files_are_written_over_nothing_unasked()
    {
        using var shop = new ToolShop();
        shop.Folder.Write("rej.purchases.csv", "customer_id,date,amount", "ann,soon,1");
        shop.Folder.Write("people.csv", "customer_id,email,birthday,consent_marketing,consent_date", "ann,ann@example.com,soon,opt-out,2025-01-02");
        shop.Folder.Write("said.csv", "customer_id,channel,address,purpose,state,date", "ann,email,Ann@example.com,marketing,opt-in,2025-01-03");
        string[] import = ["import", "--db", "shop.db", "--currency", "EUR", "--zone", "Europe/Berlin", "--customers", "people.csv", "--consents", "said.csv"];
        foreach (var force in new string[][] { [], ["--force"] })
        {
            var over = (await shop.RunAsync([.. import, "--purchases", "rej.purchases.csv", "--rejects", "rej.csv", .. force])).Ends(Usage).Error;
            Assert.Contains("rej.purchases.csv", over, StringComparison.Ordinal);
        }

        shop.Folder.Write("set.customers.csv", "precious");
        var there = (await shop.RunAsync([.. import, "--rejects", "set.csv"])).Ends(Usage).Error;
        Assert.Contains("set.customers.csv", there, StringComparison.Ordinal);
        Assert.Contains("--force", there, StringComparison.Ordinal);
        Assert.Equal("precious\n", await File.ReadAllTextAsync(shop.Folder["set.customers.csv"]));
        Assert.False(File.Exists(shop.Folder["shop.db"]));

        var taken = (await shop.RunAsync([.. import, "--rejects", "set.csv", "--force", "--json"])).Ends(Done).Json;
        Assert.Equal(["set.customers.csv", "set.consents.csv"], taken.GetProperty("rejectsFiles").EnumerateArray().Select(file => Path.GetFileName(file.GetString())));
        Assert.Contains("may be a refusal", await File.ReadAllTextAsync(shop.Folder["set.consents.csv"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_card_stops_the_import_or_is_set_aside_with_its_place_and_lines()
    {
        using var shop = new ToolShop();
        shop.Folder.Write(
            "book.vcf",
            "BEGIN:VCARD", "VERSION:4.0", "UID:gil", "FN:Gil", "EMAIL:gil@example.com", "END:VCARD",
            "BEGIN:VCARD", "VERSION:4.0", "UID:hal", "NOTE:says \"no\"", "EMAIL:hal at example.com", "END:VCARD",
            "BEGIN:VCARD", "VERSION:4.0", "UID:ida", "FN:Ida", "END:VCARD");
        string[] import = ["import", "--db", "shop.db", "--vcards", "book.vcf"];
        Assert.StartsWith("book.vcf, line 11, column EMAIL: expected", (await shop.RunAsync(import)).Ends(DataFault).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(shop.Folder["shop.db"]));

        var taken = (await shop.RunAsync([.. import, "--rejects", "rejects.csv", "--json"])).Ends(Done).Json;
        Assert.Equal(2, Number(taken, "customersAdded"));
        var aside = Assert.Single(taken.GetProperty("setAside").EnumerateArray());
        Assert.Equal(("book.vcf", "field", 1), (aside.GetProperty("file").GetString(), aside.GetProperty("reason").GetString(), Number(aside, "rows")));
        Assert.Equal("rejects.csv", Path.GetFileName(Assert.Single(taken.GetProperty("rejectsFiles").EnumerateArray()).GetString()));
        var rejects = await File.ReadAllTextAsync(shop.Folder["rejects.csv"]);
        Assert.StartsWith("reject_line,reject_column,reject_reason,card\n11,EMAIL,field: expected ", rejects, StringComparison.Ordinal);
        Assert.EndsWith(",\"BEGIN:VCARD\r\nVERSION:4.0\r\nUID:hal\r\nNOTE:says \"\"no\"\"\r\nEMAIL:hal at example.com\r\nEND:VCARD\"\n", rejects, StringComparison.Ordinal);

        var again = (await shop.RunAsync([.. import, "--rejects", "rejects.csv", "--force"])).Ends(Done).Output;
        Assert.Contains("Nothing new", again, StringComparison.Ordinal);
        Assert.Contains("1 rows of book.vcf: field", again, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("when", "customer_id,when,amount", "column date: expected a column of this name; the file has customer_id, when, amount; --date-column names another.")]
    [InlineData("total", "customer_id,date,total", "column amount: expected a column of this name; the file has customer_id, date, total; --amount-column names another.")]
    [InlineData("id", "id,date,amount", "column customer_id: expected a column of this name; the file has id, date, amount; --customer-column names another.")]
    [InlineData("semicolons", "customer_id;date;amount", "--customer-column names another; the fields are split at ',' (--delimiter).")]
    public async Task Missing_column_is_told_with_the_flag_that_names_another(string file, string header, string expected)
    {
        using var shop = new ToolShop();
        shop.Folder.Write(file + ".csv", header);
        var run = (await shop.RunAsync("import", "--db", "shop.db", "--currency", "EUR", "--purchases", file + ".csv")).Ends(DataFault);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Options.", run.Error, StringComparison.Ordinal);
        Assert.Empty(shop.Files.Except([file + ".csv"]));
    }

    [Fact]
    public async Task File_of_another_country_is_read_as_told()
    {
        using var shop = new ToolShop();
        shop.Folder.Write("kauf.csv", "Kunde\tTag\tSumme\tNr", "7\t31.01.2025\t1234,50\ta1", "7\t31.01.2025\t1234,50\ta2");
        shop.Folder.Write("leute.csv", "Nr\tEmail\tBirthday", "7\tsieben@example.com\t24.12.1980");
        var run = (await shop.RunAsync(
            "import", "--db", "shop.db", "--purchases", "kauf.csv", "--customers", "leute.csv", "--delimiter", "tab", "--date-format", "dd.MM.yyyy", "--culture", "de-DE",
            "--customer-column", "Kunde", "--date-column", "Tag", "--amount-column", "Summe", "--key-column", "Nr", "--id-column", "Nr", "--currency", "EUR", "--json")).Ends(Done).Json;
        Assert.Equal((2, 1), (Number(run, "eventsAdded"), Number(run, "customersAdded")));
    }

    [Fact]
    public async Task Missing_id_column_of_customers_is_told_with_its_flag()
    {
        using var shop = new ToolShop();
        shop.Folder.Write("people.csv", "number,email");
        var run = (await shop.RunAsync("import", "--db", "shop.db", "--customers", "people.csv")).Ends(DataFault);
        Assert.Contains("--id-column names another", run.Error, StringComparison.Ordinal);

        shop.Folder.Write("people.csv", "customer_id,email,email");
        run = (await shop.RunAsync("import", "--db", "shop.db", "--customers", "people.csv")).Ends(DataFault);
        Assert.Contains("column email: expected one column of this name, found two", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Options.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_currency_is_refused_before_anything_stands_twice()
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        string[][] attempts = [["import", "--db", "shop.db", "--purchases", "purchases.csv", "--currency", "USD"], ["plan", "--db", "shop.db", "--currency", "USD"]];
        foreach (var attempt in attempts)
        {
            var run = (await shop.RunAsync(attempt)).Ends(Usage);
            Assert.StartsWith("--currency: the purchases in this database are in EUR", run.Error, StringComparison.Ordinal);
        }

        // The refused currency was not remembered either.
        (await shop.RunAsync("plan", "--db", "shop.db")).Ends(Done);
    }

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
