using System.Text.Json;

namespace CrmKit.EndToEnd.Tests.Tool;

/// <summary>crmkit survive on the reference data.</summary>
public sealed class ToolSurviveTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "CrmKit.Engines.Tests", "Data", "churn");

    [Fact]
    public async Task Curves_are_printed_by_group_with_their_documented_names()
    {
        var json = await RunAsync("km", "lung", "--group", "group", "--json");
        var groups = json.GetProperty("groups").EnumerateArray().ToArray();
        Assert.Equal(["female", "male"], groups.Select(group => group.GetProperty("group").GetString()));
        Assert.Equal(433, groups[0].GetProperty("median").GetDouble());
        var wanted = Rows("km.csv").Where(row => row[0] == "km-lung-group" && row[1] == "female").ToArray();
        Assert.Equal(wanted.Select(row => double.Parse(row[2], CultureInfo.InvariantCulture)), Numbers(groups[0], "time"));
        Near(wanted.Select(row => row[6]), Numbers(groups[0], "survival"), 1e-12);
        Near(wanted.Select(row => row[7]), Numbers(groups[0], "standardError"), 1e-12);
        Assert.Equal(9.59756083361313, json.GetProperty("logRank").GetProperty("chiSquare").GetDouble(), 1e-10);
    }

    [Fact]
    public async Task Cox_prints_the_published_estimates_and_names()
    {
        var json = await RunAsync("cox", "rossi", "--covariates", "fin,age,race,wexp,mar,paro,prio", "--json");
        var fin = json.GetProperty("coefficients").GetProperty("fin");
        Assert.Equal(-.379422, fin.GetProperty("estimate").GetDouble(), 5e-7);
        Assert.Equal("Estimated", fin.GetProperty("status").GetString());
        Assert.Equal(-658.747659, json.GetProperty("logLikelihood").GetDouble(), 5e-7);
        Assert.Equal("Converged", json.GetProperty("convergence").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("scale").ValueKind);
        Assert.All(new[] { "concordance", "seconds" }, name => Assert.Equal(JsonValueKind.Number, json.GetProperty(name).ValueKind));
    }

    [Fact]
    public async Task Cox_takes_strata_entries_weights_and_ties()
    {
        var json = await RunAsync("cox", "synthetic_a", "--entry", "entry", "--weight", "w_frac", "--weight-kind", "sampling", "--strata", "plan", "--covariates", "x1,x2,x3", "--ties", "breslow", "--json");
        var wanted = Rows("cox.csv").Where(row => row[0] == "cox-synthetic_a-frac-breslow").ToArray();
        foreach (var row in wanted.Where(row => row[1] is "coef" or "robust_se"))
        {
            var got = json.GetProperty("coefficients").GetProperty(row[2]).GetProperty(row[1] == "coef" ? "estimate" : "standardError").GetDouble();
            Near([row[3]], [got], 1e-9);
        }
    }

    [Fact]
    public async Task Aliased_and_separated_columns_say_so()
    {
        var aliased = (await RunAsync("cox", "rossi", "--covariates", "fin,age,age_double,prio", "--json")).GetProperty("coefficients").GetProperty("age_double");
        Assert.Equal(("Aliased", JsonValueKind.Null), (aliased.GetProperty("status").GetString(), aliased.GetProperty("estimate").ValueKind));
        var separated = (await RunAsync("cox", "lung", "--covariates", "age,sex,lonely", "--json")).GetProperty("coefficients").GetProperty("lonely");
        Assert.Equal("MinusInfinity", separated.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("weibull")]
    [InlineData("exponential")]
    [InlineData("lognormal")]
    [InlineData("loglogistic")]
    public async Task Accelerated_failure_prints_the_reference(string family)
    {
        var json = await RunAsync(family, "lung", "--covariates", "age,sex,ecog", "--json");
        var wanted = Rows("aft.csv").Where(row => row[0] == $"aft-lung-{family}").ToArray();
        Near([wanted.Single(row => row[1] == "loglik")[3]], [json.GetProperty("logLikelihood").GetDouble()], 1e-11);
        Near([wanted.Single(row => row[1] == "scale")[3]], [json.GetProperty("scale").GetDouble()], 1e-7);
        Near([wanted.Single(row => row[1] == "coef" && row[2] == "sex")[3]], [json.GetProperty("coefficients").GetProperty("sex").GetProperty("estimate").GetDouble()], 1e-7);
    }

    [Fact]
    public async Task Words_as_covariates_are_compared_with_the_first()
    {
        using var folder = new TemporaryFolder();
        folder.Write("some.csv", "time,event,plan", "1,1,basic", "2,1,gold", "3,0,gold", "4,1,basic", "5,1,gold", "6,0,basic");
        var run = (await ToolRun.OfAsync(folder.Path, "survive", "--model", "cox", "--data", "some.csv", "--covariates", "plan")).Ends(ExitCodes.Done);
        Assert.Contains("plan=gold", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("plan=basic", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(";")]
    [InlineData("tab")]
    public async Task Delimiter_is_read(string delimiter)
    {
        using var folder = new TemporaryFolder();
        folder.Write("some.csv", new[] { "time,event", "1,1", "2,0" }.Select(line => line.Replace(',', delimiter == "tab" ? '\t' : delimiter[0])).ToArray());
        Assert.Contains("2 customers", (await ToolRun.OfAsync(folder.Path, "survive", "--model", "km", "--data", "some.csv", "--delimiter", delimiter)).Ends(ExitCodes.Done).Output, StringComparison.Ordinal);
        (await ToolRun.OfAsync(folder.Path, "survive", "--model", "km", "--data", "some.csv", "--delimiter", "ab")).Ends(ExitCodes.Usage);
    }

    [Fact]
    public async Task Weights_equal_repeated_rows_where_ties_count_customers()
    {
        using var folder = new TemporaryFolder();
        folder.Write("weighted.csv", "time,event,w,x", "5,1,2,1", "5,1,1,0", "7,1,3,1", "8,0,2,0", "7,0,1,0");
        folder.Write("rows.csv", "time,event,x", "5,1,1", "5,1,1", "5,1,0", "7,1,1", "7,1,1", "7,1,1", "8,0,0", "8,0,0", "7,0,0");
        var weighted = (await ToolRun.OfAsync(folder.Path, "survive", "--model", "cox", "--data", "weighted.csv", "--weight", "w", "--tied-weights", "customer", "--covariates", "x", "--json")).Ends(ExitCodes.Done).Json;
        var rows = (await ToolRun.OfAsync(folder.Path, "survive", "--model", "cox", "--data", "rows.csv", "--covariates", "x", "--json")).Ends(ExitCodes.Done).Json;
        Assert.Equal(rows.GetProperty("logLikelihood").GetDouble(), weighted.GetProperty("logLikelihood").GetDouble(), 1e-12);
    }

    [Theory]
    [InlineData("cox", "--weight", "w", "--ties", "exact")]
    [InlineData("km", "--weight", "tiny")]
    [InlineData("cox", "--covariates", "x,x=b")]
    public async Task What_an_engine_refuses_is_a_fault_of_the_data(string model, params string[] flags)
    {
        using var folder = new TemporaryFolder();
        folder.Write("some.csv", "time,event,w,tiny,x,x=b", "1,1,1.5,1e-200,a,1", "2,1,1,1,b,2", "3,0,1,1,b,0", "2,0,1,1,a,5");
        var run = (await ToolRun.OfAsync(folder.Path, ["survive", "--model", model, "--data", "some.csv", .. flags])).Ends(ExitCodes.DataFault);
        Assert.StartsWith("--data: ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--model", "nothing")]
    [InlineData("--model", "km", "--covariates", "age")]
    [InlineData("--model", "km", "--strata", "sex")]
    [InlineData("--model", "km", "--ties", "efron")]
    [InlineData("--model", "km", "--tied-weights", "record")]
    [InlineData("--model", "cox", "--tied-weights", "guess")]
    [InlineData("--model", "cox", "--group", "sex")]
    [InlineData("--model", "cox", "--ties", "guess")]
    [InlineData("--model", "weibull", "--strata", "sex")]
    [InlineData("--model", "cox", "--covariates", "age,age")]
    [InlineData("--model", "cox", "--weight-kind", "sampling")]
    public async Task Flags_that_make_no_sense_are_refused(params string[] flags)
    {
        using var folder = new TemporaryFolder();
        (await ToolRun.OfAsync(folder.Path, ["survive", "--data", Path.Combine(Folder, "data", "lung.csv"), .. flags])).Ends(ExitCodes.Usage);
    }

    [Fact]
    public async Task Bad_row_is_named()
    {
        using var folder = new TemporaryFolder();
        folder.Write("bad.csv", "time,event", "1,1", "x,0");
        var run = (await ToolRun.OfAsync(folder.Path, "survive", "--model", "km", "--data", "bad.csv")).Ends(ExitCodes.DataFault);
        Assert.Contains("bad.csv", run.Error, StringComparison.Ordinal);
        Assert.Contains("line 3", run.Error, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> RunAsync(string model, string data, params string[] rest)
    {
        using var folder = new TemporaryFolder();
        return (await ToolRun.OfAsync(folder.Path, ["survive", "--model", model, "--data", Path.Combine(Folder, "data", data + ".csv"), .. rest])).Ends(ExitCodes.Done).Json;
    }

    private static IEnumerable<string[]> Rows(string file) => File.ReadLines(Path.Combine(Folder, file)).Skip(1).Select(line => line.Split(','));

    private static double[] Numbers(JsonElement group, string name) => [.. group.GetProperty(name).EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble())];

    private static void Near(IEnumerable<string> wanted, double[] got, double tolerance)
    {
        var expected = wanted.ToArray();
        Assert.Equal(expected.Length, got.Length);
        for (var i = 0; i < got.Length; i++)
        {
            if (expected[i].Length == 0)
            {
                Assert.True(double.IsNaN(got[i]), "Where the reference has no figure, there is none.");
                continue;
            }

            var value = double.Parse(expected[i], CultureInfo.InvariantCulture);
            Assert.True(Math.Abs(got[i] - value) <= tolerance * Math.Max(Math.Abs(value), 1e-300), string.Create(CultureInfo.InvariantCulture, $"{got[i]:R} is not {value:R}"));
        }
    }
}
