using static CrmKit.EndToEnd.Tests.Tool.ExitCodes;

namespace CrmKit.EndToEnd.Tests.Tool;

/// <summary>People, consent, history, merges and erasure at the shell.</summary>
public sealed class ToolPeopleTests
{
    [Fact]
    public async Task Objection_at_the_shell_stops_offers_until_a_proven_opt_in()
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        Assert.True(await AllowedAsync(shop, "dee"));
        (await shop.RunAsync("consent", "--db", "shop.db", "--as-of", "2025-06-02", "dee", "--say", "objection")).Ends(Done);
        Assert.False(await AllowedAsync(shop, "dee"));

        // Neither the list nor a claim brings her back.
        (await shop.ImportAsync()).Ends(Done);
        (await shop.RunAsync("consent", "--db", "shop.db", "--as-of", "2025-06-03", "dee", "--say", "opt-in")).Ends(Done);
        Assert.False(await AllowedAsync(shop, "dee"));
        Assert.Contains("SUPPRESSED (objection)", (await shop.RunAsync("consent", "--db", "shop.db", "dee")).Ends(Done).Output, StringComparison.Ordinal);

        (await shop.RunAsync("consent", "--db", "shop.db", "--as-of", "2025-06-04", "dee", "--say", "opt-in", "--evidence", "document:card-17")).Ends(Done);
        Assert.True(await AllowedAsync(shop, "dee"));
        Assert.Contains("document (card-17)", (await shop.RunAsync("consent", "--db", "shop.db", "dee")).Ends(Done).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consent_of_the_past_is_shown_as_it_was_known_then()
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        (await shop.RunAsync("consent", "--db", "shop.db", "--as-of", "2025-06-03", "ann", "--say", "opt-out")).Ends(Done);

        var then = (await shop.RunAsync("consent", "--db", "shop.db", "ann", "--known-at", "2025-06-02", "--json")).Ends(Done).Json;
        Assert.Equal(("2025-06-01T22:00:00Z", 2), (then.GetProperty("knownAt").GetString(), then.GetProperty("statements").GetArrayLength()));
        var marketing = then.GetProperty("points")[0].GetProperty("decisions").EnumerateArray().Single(decision => decision.GetProperty("purpose").GetString() == "marketing");
        Assert.Equal((true, "opt-in"), (marketing.GetProperty("allowed").GetBoolean(), marketing.GetProperty("reliedOn").GetProperty("state").GetString()));
        Assert.False(await AllowedAsync(shop, "ann"));

        var before = (await shop.RunAsync("consent", "--db", "shop.db", "ann", "--known-at", "2025-05-31", "--json")).Ends(Done).Json;
        Assert.Equal((0, 0), (before.GetProperty("statements").GetArrayLength(), before.GetProperty("points").GetArrayLength()));
        Assert.Contains("no  marketing: refused marketing by email on 2025-06-03 (told to staff)", (await shop.RunAsync("consent", "--db", "shop.db", "ann", "--known-at", "2025-06-04")).Ends(Done).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_records_become_one_person_and_two_again()
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        (await shop.RunAsync("merge", "--db", "shop.db", "--as-of", "2025-06-02", "ann", "bob")).Ends(Done);
        var person = (await shop.RunAsync("people", "--db", "shop.db", "bob", "--json")).Ends(Done).Json;
        Assert.Equal("ann", person.GetProperty("id").GetString());
        Assert.Equal(["ann@example.com", "bob@example.com"], person.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("address").GetString()));
        Assert.False(await AllowedAsync(shop, "ann"));
        Assert.Equal(3, (await shop.RunAsync("history", "--db", "shop.db", "ann", "--json")).Ends(Done).Json.GetProperty("events").GetArrayLength());

        Assert.Contains("absorbed bob: name that one", (await shop.RunAsync("unmerge", "--db", "shop.db", "ann")).Ends(DataFault).Error, StringComparison.Ordinal);
        (await shop.RunAsync("unmerge", "--db", "shop.db", "--as-of", "2025-06-03", "bob")).Ends(Done);
        Assert.True(await AllowedAsync(shop, "ann"));
        Assert.False(await AllowedAsync(shop, "bob"));
        Assert.Equal(1, (await shop.RunAsync("history", "--db", "shop.db", "ann", "--json")).Ends(Done).Json.GetProperty("events").GetArrayLength());
    }

    [Fact]
    public async Task Correction_shows_in_the_history_with_what_was_believed_before()
    {
        using var shop = new ToolShop();
        shop.Folder.Write("p.csv", "key,customer_id,date,amount", "k1,ann,2025-05-01,10");
        (await shop.RunAsync("import", "--db", "shop.db", "--purchases", "p.csv", "--currency", "EUR", "--as-of", "2025-06-01")).Ends(Done);
        shop.Folder.Write("p.csv", "key,customer_id,date,amount", "k1,ann,2025-05-01,12");
        Assert.Contains("--correct", (await shop.RunAsync("import", "--db", "shop.db", "--purchases", "p.csv")).Ends(DataFault).Error, StringComparison.Ordinal);
        (await shop.RunAsync("import", "--db", "shop.db", "--purchases", "p.csv", "--correct", "--as-of", "2025-06-02")).Ends(Done);

        var all = (await shop.RunAsync("history", "--db", "shop.db", "ann")).Ends(Done).Output;
        Assert.Contains("10 EUR", all, StringComparison.Ordinal);
        Assert.Contains("[corrected 2025-06-02", all, StringComparison.Ordinal);
        var then = (await shop.RunAsync("history", "--db", "shop.db", "ann", "--known-at", "2025-06-01T12:00")).Ends(Done).Output;
        Assert.Contains("10 EUR", then, StringComparison.Ordinal);
        Assert.DoesNotContain("12 EUR", then, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoices_of_a_web_shop_come_in_by_a_map_with_bad_rows_set_aside()
    {
        using var shop = new ToolShop();
        shop.Folder.Write(
            "invoices.csv",
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
            "536365,1,\"A lamp, \"\"white\"\"\",2,2010-12-01 08:26:00,2.50,17850,UK",
            "536365,2,A box,1,2010-12-01 08:26:00,3,17850,UK",
            "536366,3,A gift,1,2010-12-01 09:00:00,0,13047,UK",
            "536367,4,Lost,1,2010-12-01 09:10:00,4,,UK",
            "C536368,1,A lamp,-1,2010-12-02 10:00:00,2.50,17850,UK");
        string[] import =
        [
            "import", "--db", "shop.db", "--purchases", "invoices.csv", "--currency", "GBP", "--map",
            "customer=CustomerID,date=InvoiceDate:yyyy-MM-dd HH:mm:ss,amount=Quantity*UnitPrice,key=InvoiceNo,return-prefix=C",
        ];
        var fault = (await shop.RunAsync(import)).Ends(DataFault);
        Assert.StartsWith("invoices.csv, line 5, column CustomerID", fault.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(shop.Folder["shop.db"]));

        var taken = (await shop.RunAsync([.. import, "--rejects", "rejects.csv", "--json"])).Ends(Done).Json;
        var purchases = taken.GetProperty("purchases");
        Assert.Equal(
            (5, 2, 1, 1, 1),
            (purchases.GetProperty("linesRead").GetInt32(), purchases.GetProperty("purchases").GetInt32(), purchases.GetProperty("returns").GetInt32(), purchases.GetProperty("linesMerged").GetInt32(), purchases.GetProperty("linesSetAside").GetInt32()));
        Assert.Equal("customer-missing", taken.GetProperty("setAside")[0].GetProperty("reason").GetString());
        var second = (await shop.RunAsync([.. import, "--rejects", "rejects.csv", "--force"])).Ends(Done).Output;
        Assert.Contains("Nothing new", second, StringComparison.Ordinal);
        Assert.Contains("rejects.csv", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_set_aside_come_with_the_remedy_of_their_file()
    {
        using var shop = new ToolShop();
        shop.Folder.Write("book.vcf", "BEGIN:VCARD", "VERSION:4.0", "UID:fay", "FN:Fay Fen", "END:VCARD", "BEGIN:VCARD", "VERSION:4.0", "UID:gus", "FN:Gus Gap", "EMAIL:no address", "END:VCARD");
        var cards = (await shop.RunAsync("import", "--db", "shop.db", "--vcards", "book.vcf", "--rejects", "r.csv")).Ends(Done).Output;
        Assert.Contains("cards are corrected in the address book", cards, StringComparison.Ordinal);
        Assert.DoesNotContain("Equal rows", cards, StringComparison.Ordinal);
        Assert.DoesNotContain("like the original", cards, StringComparison.Ordinal);

        shop.Folder.Write("bad.csv", "customer_id,date,amount", "ann,2025-05-20,twenty");
        string[] both = ["import", "--db", "shop.db", "--currency", "EUR", "--purchases", "bad.csv", "--rejects", "r.csv", "--force"];
        Assert.Contains("imported like the original. Equal rows without a key need one.", (await shop.RunAsync(both)).Ends(Done).Output, StringComparison.Ordinal);
        Assert.Contains("imported like the original, except for cards, which", (await shop.RunAsync([.. both, "--vcards", "book.vcf"])).Ends(Done).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_help_tells_how_a_map_is_written()
    {
        using var shop = new ToolShop();
        var help = (await shop.RunAsync("import", "--help")).Ends(Done).Output;
        Assert.Contains("amount=Quantity*UnitPrice", help, StringComparison.Ordinal);
        Assert.Contains("--rejects", help, StringComparison.Ordinal);
        Assert.Contains("dynamics365, hubspot, keap, sharpspring", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Column_that_speaks_of_refusing_is_never_passed_over_unseen()
    {
        using var shop = new ToolShop();
        shop.Folder.Write("list.csv", "customer_id,email,consent_marketing,consent_date,Un-Subscribed", "fay,fay@example.com,opt-in,2025-01-01,yes");
        var fault = (await shop.RunAsync("import", "--db", "shop.db", "--customers", "list.csv")).Ends(DataFault).Error;
        Assert.Contains("list.csv, line 1", fault, StringComparison.Ordinal);
        Assert.Contains("--ignore-column", fault, StringComparison.Ordinal);
        (await shop.RunAsync("import", "--db", "shop.db", "--customers", "list.csv", "--ignore-column", "Un-Subscribed")).Ends(Done);
    }

    [Fact]
    public async Task Refusal_of_somebody_without_a_record_is_kept_shown_and_exported()
    {
        using var shop = new ToolShop();
        shop.Folder.Write("said.csv", "customer_id,channel,address,purpose,state,date", "99,email,nobody@example.com,marketing,opt-out,2025-02-01");
        (await shop.RunAsync("import", "--db", "shop.db", "--consents", "said.csv")).Ends(Done);
        Assert.Contains("opt-out to marketing at nobody@example.com", (await shop.RunAsync("consent", "--db", "shop.db", "99")).Ends(Done).Output, StringComparison.Ordinal);
        (await shop.RunAsync("export", "--db", "shop.db", "--consents", "out.csv")).Ends(Done);
        Assert.Contains("99,email,nobody@example.com", await File.ReadAllTextAsync(shop.Folder["out.csv"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conflict_names_the_file_and_the_row()
    {
        using var shop = new ToolShop();
        shop.Folder.Write("p.csv", "order,customer_id,date,amount", "k1,ann,2025-05-01,10", "k2,ann,2025-05-02,10");
        string[] import = ["import", "--db", "shop.db", "--currency", "EUR", "--purchases", "p.csv", "--key-column", "order"];
        (await shop.RunAsync(import)).Ends(Done);
        shop.Folder.Write("p.csv", "order,customer_id,date,amount", "k1,ann,2025-05-01,10", "k2,ann,2025-05-02,11");
        Assert.StartsWith("p.csv, line 3, column order: ", (await shop.RunAsync(import)).Ends(DataFault).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Amounts_in_a_column_of_another_currency_are_refused()
    {
        using var shop = new ToolShop();
        shop.Folder.Write("p.csv", "customer_id,date,amount,currency", "ann,2025-05-01,10,USD");
        Assert.StartsWith("p.csv, line 2, column currency", (await shop.RunAsync("import", "--db", "shop.db", "--currency", "EUR", "--purchases", "p.csv")).Ends(DataFault).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Duplicates_are_listed_with_what_speaks_for_them()
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        shop.Folder.Write("more.csv", "customer_id,name,email,birthday", "a2,\"Arbor, Ann\",ann@example.com,--06-02");
        (await shop.RunAsync("import", "--db", "shop.db", "--customers", "more.csv")).Ends(Done);
        var found = (await shop.RunAsync("duplicates", "--db", "shop.db", "--json")).Ends(Done).Json;
        var pair = found.GetProperty("pairs")[0];
        Assert.Equal(("a2", "ann"), (pair.GetProperty("first").GetString(), pair.GetProperty("second").GetString()));
        Assert.Equal(pair.GetProperty("score").GetDouble(), pair.GetProperty("evidence").EnumerateArray().Sum(evidence => evidence.GetProperty("weight").GetDouble()));
        Assert.Contains("crmkit merge", (await shop.RunAsync("duplicates", "--db", "shop.db")).Ends(Done).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_moves_a_shop_into_another_database()
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        string[] files = ["--customers", "c2.csv", "--consents", "s2.csv", "--timeline", "t2.csv"];
        (await shop.RunAsync(["export", "--db", "shop.db", .. files, "--vcards", "a2.vcf"])).Ends(Done);
        (await shop.RunAsync(["import", "--db", "other.db", "--zone", "Europe/Berlin", "--currency", "EUR", "--own-export", .. files])).Ends(Done);
        Assert.Contains("Nothing new", (await shop.RunAsync(["import", "--db", "other.db", "--own-export", .. files])).Ends(Done).Output, StringComparison.Ordinal);
        var (left, right) = (await shop.RunAsync("people", "--db", "shop.db"), await shop.RunAsync("people", "--db", "other.db"));
        Assert.Equal(left.Ends(Done).Output, right.Ends(Done).Output);
        Assert.False(await AllowedAsync(shop, "bob", "other.db"));
        var document = (await shop.RunAsync("export", "--db", "other.db", "--person", "ann")).Ends(Done).Json;
        Assert.Equal("ann", document.GetProperty("customer").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Erasure_needs_a_yes_and_keeps_old_lists_from_bringing_anybody_back()
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        Assert.Contains("--yes", (await shop.RunAsync("erase", "--db", "shop.db", "dee")).Ends(Usage).Error, StringComparison.Ordinal);
        (await shop.RunAsync("erase", "--db", "shop.db", "dee", "--yes")).Ends(Done);
        Assert.Contains("no record of a customer dee", (await shop.RunAsync("people", "--db", "shop.db", "dee")).Ends(DataFault).Error, StringComparison.Ordinal);
        (await shop.ImportAsync()).Ends(Done);
        Assert.Contains("SUPPRESSED", (await shop.RunAsync("consent", "--db", "shop.db", "dee")).Ends(Done).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erasure_deletes_the_messages_to_the_person()
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        (await shop.RunAsync("plan", "--db", "shop.db", "--as-of", ToolShop.Now)).Ends(Done);
        (await shop.RunAsync("send", "--db", "shop.db", "--as-of", ToolShop.Now)).Ends(Done);
        Assert.Contains("ann@example.com", File.ReadAllText(Assert.Single(Directory.EnumerateFiles(shop.Folder["outbox"]))), StringComparison.Ordinal);
        (await shop.RunAsync("erase", "--db", "shop.db", "bob", "--yes")).Ends(Done);
        Assert.Single(Directory.EnumerateFiles(shop.Folder["outbox"]));
        Assert.Equal(1, (await shop.RunAsync("erase", "--db", "shop.db", "ann", "--yes", "--json")).Ends(Done).Json.GetProperty("messages").GetInt32());
        Assert.Empty(Directory.EnumerateFiles(shop.Folder["outbox"]));
    }

    [Fact]
    public async Task Erasure_takes_several_keys_at_once()
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        Assert.Contains("--person ann", (await shop.RunAsync("erase", "--db", "shop.db", "ann", "dee")).Ends(Usage).Error, StringComparison.Ordinal);
        Assert.Contains("Forgotten: 2 of 3.", (await shop.RunAsync("erase", "--db", "shop.db", "ann", "nobody", "dee", "--yes")).Ends(Done).Output, StringComparison.Ordinal);
        foreach (var id in (string[])["ann", "dee"])
        {
            (await shop.RunAsync("people", "--db", "shop.db", id)).Ends(DataFault);
        }

        Assert.Contains("no customer ann, dee", (await shop.RunAsync("erase", "--db", "shop.db", "ann", "dee", "--yes")).Ends(DataFault).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_of_the_past_says_so()
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        (await shop.RunAsync("report", "--db", "shop.db", "--known-at", "2025-06-01T08:00", "--as-of", ToolShop.Now)).Ends(Done);
        (await shop.RunAsync("erase", "--db", "shop.db", "eve", "--yes", "--as-of", "2025-06-02")).Ends(Done);
        var past = (await shop.RunAsync("report", "--db", "shop.db", "--known-at", "2025-06-01T08:00", "--as-of", ToolShop.Now, "--json")).Ends(Done).Json;
        Assert.Equal((1, "2025-06-01T06:00:00Z"), (past.GetProperty("erasedSince").GetInt32(), past.GetProperty("knownAt").GetString()));
        Assert.False((await shop.RunAsync("report", "--db", "shop.db", "--out", "now.html", "--as-of", ToolShop.Now, "--json")).Ends(Done).Json.TryGetProperty("erasedSince", out _));
        Assert.Contains("As it was known on 2025-06-01 08:00", await File.ReadAllTextAsync(shop.Folder["report.html"]), StringComparison.Ordinal);
        Assert.Contains("--known-at: expected a time that has passed", (await shop.RunAsync("report", "--db", "shop.db", "--known-at", "2025-07-01", "--as-of", ToolShop.Now)).Ends(Usage).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("merge --db shop.db ann ann", Usage, "two different records")]
    [InlineData("merge --db shop.db ann nobody", DataFault, "no customer nobody")]
    [InlineData("unmerge --db shop.db ann", DataFault, "not merged into another record")]
    [InlineData("history --db shop.db nobody", DataFault, "no customer nobody")]
    [InlineData("history --db shop.db ann --known-at yesterday", Usage, "yyyy-MM-dd")]
    [InlineData("consent --db shop.db ann --known-at 2025-01-01 --say opt-out", Usage, "leave out --say")]
    [InlineData("consent --db shop.db ann --known-at 2999-01-01", Usage, "expected a time that has passed")]
    [InlineData("consent --db shop.db ann --purpose marketing", Usage, "--say")]
    [InlineData("consent --db shop.db ann --say maybe", Usage, "opt-in, opt-out or objection")]
    [InlineData("consent --db shop.db ann --say opt-out --point email:nonsense", Usage, "name@example.com")]
    [InlineData("consent --db shop.db ann --say opt-in --evidence hearsay", Usage, "document:REFERENCE")]
    [InlineData("export --db shop.db", Usage, "--customers, --consents, --timeline or --vcards")]
    [InlineData("import --db shop.db --customers customers.csv --policy always", Usage, "keep, overwrite, newest or ask")]
    [InlineData("import --db shop.db --customers customers.csv --profile hubshot", Usage, "dynamics365, hubspot, keap, sharpspring")]
    [InlineData("import --db shop.db --customers customers.csv --exported-on 2025-01-01", Usage, "--profile")]
    [InlineData("import --db shop.db --purchases purchases.csv --map customer=a", Usage, "--map")]
    [InlineData("import --db shop.db --purchases purchases.csv --rejects purchases.csv", Usage, "a file that another option names")]
    [InlineData("import --db shop.db --purchases purchases.csv --rejects shop.db", Usage, "is the database")]
    [InlineData("import --db shop.db.partial --purchases purchases.csv --currency EUR --rejects shop.db", Usage, "is the database")]
    [InlineData("import --db shop.db --customers customers.csv --key-column k", Usage, "no effect without that file")]
    [InlineData("import --db shop.db --customers customers.csv --profile hubspot --exported-on 2099-01-01", Usage, "--exported-on lies ahead")]
    [InlineData("import --db shop.db --customers customers.csv --profile none.json", Usage, "cannot be read")]
    [InlineData("import --db new.db --purchases purchases.csv", Usage, "--currency: tell once")]
    [InlineData("export --db shop.db --customers shop.db", Usage, "is the database")]
    [InlineData("export --db shop.db --customers customers.csv", Usage, "--force")]
    [InlineData("export --db shop.db --customers x.csv --consents x.csv", Usage, "another option names")]
    [InlineData("consent --db shop.db ann --say opt-out --point email:typo@example.com", Usage, "no such address")]
    public async Task Mistake_is_told_with_its_remedy(string line, int exitCode, string expected)
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        Assert.Contains(expected, (await shop.RunAsync(line.Split(' '))).Ends(exitCode).Error, StringComparison.Ordinal);
    }

    private static async Task<bool> AllowedAsync(ToolShop shop, string customer, string database = "shop.db")
    {
        var json = (await shop.RunAsync("consent", "--db", database, customer, "--json")).Ends(Done).Json;
        return json.GetProperty("points").EnumerateArray().Any(point =>
            !point.TryGetProperty("suppressed", out _)
            && point.GetProperty("decisions").EnumerateArray().Any(decision => decision.GetProperty("purpose").GetString() == "marketing" && decision.GetProperty("allowed").GetBoolean()));
    }
}
