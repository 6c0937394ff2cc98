using System.Text.Json;

namespace CrmKit.EndToEnd.Tests.Tool;

/// <summary>crmkit fit, score, value and select on files of summaries.</summary>
public sealed class ToolModelTests
{
    private static readonly string Cdnow = Path.Combine(Checkout.Root, "tests", "CrmKit.Engines.Tests", "Data", "cdnow_summary_exact.csv");
    private static readonly string Customers = Path.Combine(Checkout.Root, "tests", "CrmKit.Engines.Tests", "Data", "cdnow_customers.csv");

    [Fact]
    public async Task Fit_prints_the_documented_names_and_the_published_estimates()
    {
        using var folder = new TemporaryFolder();
        var json = (await ToolRun.OfAsync(folder.Path, "fit", "--model", "bg-nbd", "--summary", Cdnow, "--json")).Ends(ExitCodes.Done).Json;
        Assert.Equal("bg-nbd", json.GetProperty("model").GetString());
        Assert.Equal(-9582.42920667393, json.GetProperty("logLikelihood").GetDouble(), 1e-7);
        Assert.Equal(2357, json.GetProperty("customers").GetInt64());
        Assert.Equal("Converged", json.GetProperty("convergence").GetString());
        Assert.Equal(.242594522430, json.GetProperty("parameters").GetProperty("r").GetDouble(), 1e-8);
        Assert.Equal(.012557378, json.GetProperty("standardErrors").GetProperty("r").GetDouble(), 1e-8);
        foreach (var name in new[] { "distinctSummaries", "iterations", "gradientNorm", "seconds" })
        {
            Assert.Equal(JsonValueKind.Number, json.GetProperty(name).ValueKind);
        }
    }

    [Theory]
    [InlineData("bg-nbd", "r=.242594522430,alpha=4.41360201901,a=.792922017226,b=2.42590677683", "bgnbd_p_alive", "bgnbd_cet39")]
    [InlineData("mbg-nbd", "r=.524843159106,alpha=6.18308527958,a=.891359390732,b=1.61400224017", "mbgnbd_p_alive", "mbgnbd_cet39")]
    [InlineData("pareto-nbd", "r=.553277046853,alpha=10.5776834633,s=.606239989128,beta=11.6687352889", "pareto_p_alive", "pareto_cet39")]
    public async Task Score_prints_the_id_and_the_reference_figures(string model, string parameters, string alive, string purchases)
    {
        using var folder = new TemporaryFolder();
        var run = (await ToolRun.OfAsync(folder.Path, "score", "--model", model, "--parameters", parameters, "--summary", Customers, "--horizon", "39")).Ends(ExitCodes.Done);
        var (lines, wanted) = (Rows(run.Output), Rows(await File.ReadAllTextAsync(Customers)));
        Assert.Equal("customer_id,log_likelihood,probability_alive,probability_dead,expected_purchases", string.Join(',', lines[0]));
        Assert.Equal(wanted.Length, lines.Length);
        for (var i = 1; i < lines.Length; i++)
        {
            Assert.Equal(wanted[i][0], lines[i][0]);
            Near(wanted[i][Array.IndexOf(wanted[0], alive)], lines[i][2]);
            Near(wanted[i][Array.IndexOf(wanted[0], purchases)], lines[i][4]);
            Assert.Equal(1, Number(lines[i][2]) + Number(lines[i][3]), 1e-14);
        }
    }

    [Fact]
    public async Task Score_of_spend_and_of_a_discount_match_the_reference()
    {
        using var folder = new TemporaryFolder();
        var wanted = Rows(await File.ReadAllTextAsync(Customers));
        var spend = Rows((await ToolRun.OfAsync(folder.Path, "score", "--model", "gamma-gamma", "--parameters", "p=6.24957227132,q=3.74422466713,gamma=15.4435209626", "--summary", Customers)).Ends(ExitCodes.Done).Output);
        var rate = (Math.Log(1.15) / 52).ToString("R", CultureInfo.InvariantCulture);
        var dert = Rows((await ToolRun.OfAsync(folder.Path, "score", "--model", "pareto-nbd", "--parameters", "r=.553277046853,alpha=10.5776834633,s=.606239989128,beta=11.6687352889", "--summary", Customers, "--horizon", "39", "--discount-per-time", rate)).Ends(ExitCodes.Done).Output);
        Assert.Equal(["customer_id", "log_likelihood", "expected_spend"], spend[0]);
        Assert.Equal("dert", dert[0][^1]);
        for (var i = 1; i < wanted.Length; i++)
        {
            Near(wanted[i][Array.IndexOf(wanted[0], "gg_expected_spend")], spend[i][^1]);
            Near(wanted[i][Array.IndexOf(wanted[0], "pareto_dert_15pct")], dert[i][^1]);
        }
    }

    [Fact]
    public async Task Saved_fit_scores_like_its_parameters_and_survives_a_round_trip()
    {
        using var folder = new TemporaryFolder();
        folder.Write("base.csv", "who,x,t_x,n,count", "a,0,0,6,400", "b,1,2,6,300", "c,2,6,6,200", "d,5,6,6,150", "\"e, f\",6,6,6,100");
        (await ToolRun.OfAsync(folder.Path, "fit", "--model", "bg-bb", "--summary", "base.csv", "--weight", "count", "--out", "fit.json")).Ends(ExitCodes.Done);
        var rows = Rows((await ToolRun.OfAsync(folder.Path, "score", "--fit", "fit.json", "--summary", "base.csv", "--horizon", "3")).Ends(ExitCodes.Done).Output);
        Assert.Equal("who", rows[0][0]);
        Assert.StartsWith("\"e", rows[^1][0], StringComparison.Ordinal);
        using var saved = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Path, "fit.json")));
        Assert.Equal(1, saved.RootElement.GetProperty("schemaVersion").GetInt32());
        Assert.Equal(1150, saved.RootElement.GetProperty("customers").GetInt64());

        // A file that is there is not replaced unasked, and one of a later version is not guessed at.
        Assert.Contains("--force", (await ToolRun.OfAsync(folder.Path, "fit", "--model", "bg-bb", "--summary", "base.csv", "--out", "fit.json")).Ends(ExitCodes.Usage).Error, StringComparison.Ordinal);
        folder.Write("later.json", (await File.ReadAllTextAsync(Path.Combine(folder.Path, "fit.json"))).Replace("\"schemaVersion\": 1", "\"schemaVersion\": 2", StringComparison.Ordinal));
        Assert.Contains("version 2", (await ToolRun.OfAsync(folder.Path, "score", "--fit", "later.json", "--summary", "base.csv", "--horizon", "3")).Ends(ExitCodes.DataFault).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weighted_rows_fit_like_repeated_ones()
    {
        using var folder = new TemporaryFolder();
        string[] rows = ["0,0,30,3", "1,4,30,2", "2,20,30,2", "5,28,30,1", "0,0,12,4", "3,11,12,1"];
        folder.Write("counted.csv", ["x,t_x,T,times", .. rows]);
        folder.Write("plain.csv", ["x,t_x,T", .. rows.SelectMany(row => Enumerable.Repeat(row[..row.LastIndexOf(',')], row[^1] - '0'))]);
        var counted = (await ToolRun.OfAsync(folder.Path, "fit", "--model", "nbd", "--summary", "counted.csv", "--weight", "times", "--json")).Ends(ExitCodes.Done).Json;
        var plain = (await ToolRun.OfAsync(folder.Path, "fit", "--model", "nbd", "--summary", "plain.csv", "--json")).Ends(ExitCodes.Done).Json;
        Assert.Equal(plain.GetProperty("parameters").ToString(), counted.GetProperty("parameters").ToString());
        Assert.Equal(13, counted.GetProperty("customers").GetInt32());
    }

    [Fact]
    public async Task Gaps_are_asked_for_where_the_model_needs_them()
    {
        using var folder = new TemporaryFolder();
        folder.Write("gaps.csv", "x,t_x,T,sum_log_gaps", "0,0,30,0", "2,20,30,4.6", "3,25,30,6.3", "1,9,30,2.2", "4,29,30,7.9", "0,0,20,0", "1,3,20,1.1");
        Assert.Contains("sum_log_gaps", (await ToolRun.OfAsync(folder.Path, "fit", "--model", "bg-cnbd-k", "--summary", Cdnow)).Ends(ExitCodes.DataFault).Error, StringComparison.Ordinal);
        var json = (await ToolRun.OfAsync(folder.Path, "fit", "--model", "mbg-cnbd-k", "--k", "2", "--summary", "gaps.csv", "--json")).Ends(ExitCodes.Done).Json;
        Assert.Equal(["k", "r", "alpha", "a", "b"], json.GetProperty("parameters").EnumerateObject().Select(property => property.Name));
        Assert.Equal(2, json.GetProperty("parameters").GetProperty("k").GetDouble());
    }

    [Fact]
    public async Task Columns_that_differ_in_case_alone_are_told_apart()
    {
        using var folder = new TemporaryFolder();
        folder.Write("cased.csv", "t,x,t_x,T", "ann,1,1,2", "bob,0,0,5");
        var rows = Rows((await ToolRun.OfAsync(folder.Path, "score", "--model", "nbd", "--parameters", "r=1,alpha=2", "--summary", "cased.csv", "--horizon", "3")).Ends(ExitCodes.Done).Output);
        Assert.Equal(["t", "ann", "bob"], rows.Select(row => row[0]));
        Assert.Equal(2d / 4 * 3, Number(rows[1][^1]), 1e-12);
    }

    [Theory]
    [InlineData("n,x,t_x,T", "n")]
    [InlineData("n,x,t_x,T,who", "who")]
    [InlineData("x,t_x,T,m_x,n", "m_x")]
    [InlineData("x,t_x,T", "row")]
    public async Task Name_of_a_customer_is_the_first_column_that_no_model_reads_else_that_this_one_does_not(string header, string id)
    {
        using var folder = new TemporaryFolder();
        folder.Write("some.csv", header, string.Join(',', header.Split(',').Select(name => name switch { "x" => "1", "t_x" => "2", "T" => "3", _ => "7" })));
        var rows = Rows((await ToolRun.OfAsync(folder.Path, "score", "--model", "bg-nbd", "--parameters", "r=1,alpha=2,a=1,b=3", "--summary", "some.csv", "--horizon", "3")).Ends(ExitCodes.Done).Output);
        Assert.Equal(id, rows[0][0]);
        Assert.Equal(id == "row" ? "1" : "7", rows[1][0]);
    }

    [Fact]
    public async Task Spend_of_any_size_is_scored()
    {
        using var folder = new TemporaryFolder();
        folder.Write("large.csv", "id,x,m_x", "a,10,1e308", "b,1,5e-324", "c,0,0", "d,2,30");
        var rows = (await ToolRun.OfAsync(folder.Path, "score", "--model", "gamma-gamma", "--parameters", "p=6.25,q=3.74,gamma=15.44", "--summary", "large.csv", "--json")).Ends(ExitCodes.Done).Json;
        Assert.Equal(4, rows.GetArrayLength());
        Assert.All(rows.EnumerateArray(), row => Assert.True(double.IsFinite(row.GetProperty("log_likelihood").GetDouble()) && double.IsFinite(row.GetProperty("expected_spend").GetDouble())));
    }

    [Fact]
    public async Task Figures_beyond_what_a_number_holds_are_left_empty_and_the_document_is_whole()
    {
        using var folder = new TemporaryFolder();
        folder.Write("far.csv", "id,x,t_x,T", "a,3,1,2");
        string[] score = ["score", "--model", "nbd", "--parameters", "r=1e200,alpha=1e-200", "--summary", "far.csv", "--horizon", "1e300"];
        var json = (await ToolRun.OfAsync(folder.Path, [.. score, "--json"])).Ends(ExitCodes.Done).Json;
        Assert.Equal(JsonValueKind.Null, json[0].GetProperty("expected_purchases").ValueKind);
        Assert.Equal(string.Empty, Rows((await ToolRun.OfAsync(folder.Path, score)).Ends(ExitCodes.Done).Output)[1][^1]);
    }

    [Fact]
    public async Task Opportunities_of_any_number_are_fitted_and_scored()
    {
        using var folder = new TemporaryFolder();
        folder.Write("many.csv", "id,x,t_x,n", "a,2000000000,2000000000,2000000000", "b,3,3,300000000", "c,3,20000000,20000000");
        (await ToolRun.OfAsync(folder.Path, "fit", "--model", "bg-bb", "--summary", "many.csv")).Ends(ExitCodes.Done);
        var rows = Rows((await ToolRun.OfAsync(folder.Path, "score", "--model", "bg-bb", "--parameters", "alpha=1.2,beta=.75,gamma=.66,delta=2.8", "--summary", "many.csv", "--horizon", "1000000", "--discount-per-time", "1e-7")).Ends(ExitCodes.Done).Output);
        Assert.All(rows.Skip(1), row => Assert.All(row.Skip(1), figure => Assert.True(double.IsFinite(Number(figure)))));
    }

    [Theory]
    [InlineData("3,8,10,5", true)]
    [InlineData("3,8,10,1e300", true)]
    [InlineData("0,0,10,5", true)]
    [InlineData("3,8,10,2.9", false)]
    [InlineData("3,8,10,-7", false)]
    public async Task Gaps_that_cannot_be_are_named(string row, bool faulty)
    {
        using var folder = new TemporaryFolder();
        folder.Write("gaps.csv", "x,t_x,T,sum_log_gaps", "2,6,9,2.1", row);
        var run = await ToolRun.OfAsync(folder.Path, "score", "--model", "bg-cnbd-k", "--parameters", "k=2,r=1,alpha=2,a=1,b=3", "--summary", "gaps.csv", "--horizon", "1", "--json");
        if (faulty)
        {
            var fault = run.Ends(ExitCodes.DataFault).ErrorJson;
            Assert.Equal((3, "sum_log_gaps"), (fault.GetProperty("line").GetInt32(), fault.GetProperty("column").GetString()));
        }
        else
        {
            run.Ends(ExitCodes.Done);
        }
    }

    [Fact]
    public async Task Lines_of_blanks_are_passed_over_like_empty_ones()
    {
        using var folder = new TemporaryFolder();
        folder.Write("blank.csv", "x,t_x,T", "1,1,2", "   ", string.Empty, "0,0,5", "\t ");
        var rows = Rows((await ToolRun.OfAsync(folder.Path, "score", "--model", "nbd", "--parameters", "r=1,alpha=2", "--summary", "blank.csv", "--horizon", "3")).Ends(ExitCodes.Done).Output);
        Assert.Equal(3, rows.Length);
    }

    // CDNOW itself: the hazard does not grow, which is Pareto/NBD.
    [Fact]
    public async Task Model_that_many_customers_drive_to_an_edge_values_them()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("AtBoundary", (await ToolRun.OfAsync(folder.Path, "fit", "--model", "gg-nbd", "--summary", Cdnow, "--json")).Ends(ExitCodes.Done).Json.GetProperty("convergence").GetString());
        var (edge, pareto) = (await ValuesAsync("gg-nbd"), await ValuesAsync("pareto-nbd"));
        Assert.Equal(2358, edge.Length);
        for (var i = 1; i < edge.Length; i += 50)
        {
            Assert.Equal(1, Number(edge[i][4]) / Number(pareto[i][4]), 1e-3);
        }

        async Task<string[][]> ValuesAsync(string model) => Rows((await ToolRun.OfAsync(folder.Path, "value", "--model", model, "--summary", Cdnow, "--horizon", "39")).Ends(ExitCodes.Done).Output);
    }

    // A horizon of a century is worth what the first years are, to the digits printed.
    [Fact]
    public async Task Discounted_value_stays_below_the_lifetime_value_however_far_the_horizon()
    {
        using var folder = new TemporaryFolder();
        folder.Write("new.csv", "id,x,t_x,T,m_x", "a,0,0,0,0");
        var rows = Rows((await ToolRun.OfAsync(
            folder.Path, "value", "--model", "gg-nbd", "--parameters", "r=1,alpha=10,b=2,s=5,beta=1", "--spend-parameters", "p=6.25,q=3.74,gamma=15.44", "--summary", "new.csv", "--horizon", "5200", "--discount", ".15")).Ends(ExitCodes.Done).Output);
        Assert.Equal(1, Number(rows[1][5]) / Number(rows[1][6]), 1e-9);
        Assert.Equal(.35209514736, Number(rows[1][5]), 1e-9);
    }

    [Fact]
    public async Task Value_is_purchases_times_spend_and_a_discount_lowers_it()
    {
        using var folder = new TemporaryFolder();
        var rows = Rows((await ToolRun.OfAsync(folder.Path, "value", "--summary", Cdnow, "--horizon", "39", "--discount", "0.15")).Ends(ExitCodes.Done).Output);
        Assert.Equal(["customer_id", "probability_alive", "expected_purchases", "expected_spend", "expected_value", "discounted_value", "lifetime_value"], rows[0]);
        Assert.Equal(2358, rows.Length);
        foreach (var row in rows.Skip(1).Take(200))
        {
            Assert.Equal(Number(row[2]) * Number(row[3]), Number(row[4]), 1e-9);
            Assert.InRange(Number(row[5]), 0, Number(row[4]));
            Assert.True(Number(row[6]) > Number(row[5]));
        }
    }

    [Fact]
    public async Task A_handful_is_valued_with_beliefs_and_refused_without()
    {
        using var folder = new TemporaryFolder();
        folder.Write("few.csv", "name,x,t_x,T,m_x", "ann,1,5,20,30", "bob,0,0,15,0");
        Assert.Contains("--prior", (await ToolRun.OfAsync(folder.Path, "value", "--summary", "few.csv", "--horizon", "26")).Ends(ExitCodes.DataFault).Error, StringComparison.Ordinal);
        var rows = Rows((await ToolRun.OfAsync(folder.Path, "value", "--summary", "few.csv", "--horizon", "26", "--prior")).Ends(ExitCodes.Done).Output);
        Assert.Equal("ann", rows[1][0]);
        Assert.All(rows.Skip(1).SelectMany(row => row.Skip(1)), figure => Assert.True(double.IsFinite(Number(figure)) && Number(figure) > 0));
        Assert.Equal("Prior", (await ToolRun.OfAsync(folder.Path, "fit", "--model", "bg-nbd", "--summary", "few.csv", "--prior", "--json")).Ends(ExitCodes.Done).Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Select_ranks_by_criterion_and_by_days_not_seen()
    {
        using var folder = new TemporaryFolder();
        var ranked = Rows((await ToolRun.OfAsync(folder.Path, "select", "--summary", Cdnow, "--models", "nbd,bg-nbd,mbg-nbd", "--csv")).Ends(ExitCodes.Done).Output);
        Assert.Equal(["model", "mbg-nbd", "bg-nbd", "nbd"], ranked.Select(row => row[0]));

        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(ExitCodes.Done);
        var compared = (await shop.RunAsync("select", "--db", "shop.db", "--models", "nbd,bg-nbd", "--prior", "--as-of", "2025-06-02", "--json")).Ends(ExitCodes.Done).Json;
        Assert.Equal(3, compared.GetProperty("models").GetArrayLength());
        Assert.Contains(compared.GetProperty("models").EnumerateArray(), model => model.GetProperty("model").GetString() == "baseline");
        (await shop.RunAsync("select")).Ends(ExitCodes.Usage);
    }

    [Theory]
    [InlineData("3,2,1", "t_x")]
    [InlineData("-1,0,1", "x")]
    [InlineData("1.5,0,1", "x")]
    [InlineData("0,1,2", "t_x")]
    [InlineData("1,1,NaN", "T")]
    [InlineData("1,1,", "T")]
    public async Task A_bad_row_is_named(string row, string column)
    {
        using var folder = new TemporaryFolder();
        folder.Write("bad.csv", "x,t_x,T", "1,1,2", row);
        var fault = (await ToolRun.OfAsync(folder.Path, "fit", "--model", "nbd", "--summary", "bad.csv", "--json")).Ends(ExitCodes.DataFault).ErrorJson;
        Assert.Equal(3, fault.GetProperty("line").GetInt32());
        Assert.Equal(column, fault.GetProperty("column").GetString());
    }

    [Theory]
    [InlineData("--model", "bg-nbd", "--parameters", "r=1,alpha=2,a=1", "b")]
    [InlineData("--model", "bg-nbd", "--parameters", "r=1,alpha=2,a=1,b=-3", "b is -3")]
    [InlineData("--model", "gamma-gamma", "--parameters", "p=0,q=2,gamma=3", "p is 0")]
    [InlineData("--model", "bg-nbd", "--parameters", "r=1,alpha=2,a=1,b", "name=number")]
    [InlineData("--model", "bgnbd", "--parameters", "r=1", "mbg-nbd")]
    public async Task An_impossible_model_is_named(string first, string model, string second, string parameters, string named)
    {
        using var folder = new TemporaryFolder();
        folder.Write("one.csv", "x,t_x,T", "1,1,2");
        var run = (await ToolRun.OfAsync(folder.Path, "score", first, model, second, parameters, "--summary", "one.csv", "--horizon", "1")).Ends(ExitCodes.Usage);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    private static string[][] Rows(string text) => [.. text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(','))];

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    // The parameters above have twelve digits, the reference was made with more.
    private static void Near(string wanted, string found) => Assert.Equal(1, Number(found) / Number(wanted), 1e-9);
}
