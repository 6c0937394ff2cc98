using CrmKit.LifetimeValue;

namespace CrmKit.Tool;

/// <summary>How models did on days that they had not seen, the best first.</summary>
internal sealed record HoldoutOutput(string? Chosen, string Verdict, string Criterion, IReadOnlyList<HoldoutModel> Models)
{
    public static HoldoutOutput From(SelectionReport report) => new(
        report.Chosen?.Name, report.Verdict, report.Criterion.ToString(), [.. report.Results.Select(HoldoutModel.From)]);
}
