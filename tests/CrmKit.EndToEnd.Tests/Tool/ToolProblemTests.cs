using System.Text.Json;

namespace CrmKit.EndToEnd.Tests.Tool;

/// <summary>crmkit plan --problem on a reference instance and on broken ones.</summary>
public sealed class ToolProblemTests
{
    private static readonly string Instance = Path.Combine(Checkout.Root, "tests", "CrmKit.Engines.Tests", "Data", "scheduling", "contacts_200_seed11.json");

    [Fact]
    public async Task Reference_instance_is_planned_near_its_best_known_value()
    {
        using var folder = new TemporaryFolder();
        var json = (await ToolRun.OfAsync(folder.Path, "plan", "--problem", Instance, "--json")).Ends(ExitCodes.Done).Json;
        var (value, bound) = (json.GetProperty("value").GetInt64(), json.GetProperty("bound").GetInt64());
        Assert.InRange(value, 699_243 * 999 / 1000, bound);
        Assert.InRange(bound, 699_243, 699_984);
        Assert.Equal((double)(bound - value) / bound, json.GetProperty("gap").GetDouble());
        Assert.All(json.GetProperty("touches").EnumerateArray(), touch => Assert.Equal(4, touch.GetArrayLength()));
        Assert.InRange(json.GetProperty("touches").GetArrayLength(), 300, 500);
        Assert.Equal(30, json.GetProperty("prices").GetProperty("channel_capacity")[0].GetArrayLength());
        Assert.Equal(JsonValueKind.Number, json.GetProperty("seconds").ValueKind);
        Assert.Equal(0, json.GetProperty("alerts").GetArrayLength());
    }

    [Fact]
    public async Task Summary_for_people_tells_worth_bound_and_prices()
    {
        using var folder = new TemporaryFolder();
        var run = (await ToolRun.OfAsync(folder.Path, "plan", "--problem", Instance, "--price-steps", "60", "--rounds", "1", "--threads", "1")).Ends(ExitCodes.Done);
        Assert.Contains("contacts with 200 customers in 30 days, worth 69", run.Output, StringComparison.Ordinal);
        Assert.Contains("No plan is worth more than 7", run.Output, StringComparison.Ordinal);
        Assert.Contains("What one more unit would earn", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Broken_problem_names_the_field()
    {
        using var folder = new TemporaryFolder();
        var text = await File.ReadAllTextAsync(Instance);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "broken.json"), text.Replace("\"budget_total\":26000", "\"budget_total\":-1", StringComparison.Ordinal));
        var run = (await ToolRun.OfAsync(folder.Path, "plan", "--problem", "broken.json", "--json")).Ends(ExitCodes.DataFault);
        Assert.Equal("broken.json: budget_total: expected an integer from 0 to 1000000000000000.", run.ErrorJson.GetProperty("message").GetString());
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Plan_needs_a_problem_or_a_database()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("--problem", (await ToolRun.OfAsync(folder.Path, "plan")).Ends(ExitCodes.Usage).Error, StringComparison.Ordinal);
        Assert.Contains("--problem", (await ToolRun.OfAsync(folder.Path, "plan", "--problem", "absent.json")).Ends(ExitCodes.Usage).Error, StringComparison.Ordinal);
        Assert.Contains("--threads", (await ToolRun.OfAsync(folder.Path, "plan", "--problem", Instance, "--threads", "0")).Ends(ExitCodes.Usage).Error, StringComparison.Ordinal);
    }
}
