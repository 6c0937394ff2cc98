namespace CrmKit.LifetimeValue;

/// <summary>How candidate models did on days that they had not seen, and which is chosen.</summary>
/// <param name="Results">All candidates and the baseline, the best first.</param>
/// <param name="Criterion">By what they are ranked.</param>
public sealed record SelectionReport(ImmutableArray<CandidateResult> Results, SelectionCriterion Criterion)
{
    /// <summary>The best model that beat the baseline; <c>null</c> where none did.</summary>
    public CandidateResult? Chosen => Results[0].IsBaseline ? null : Results[0];

    /// <summary>The formula that the models had to beat.</summary>
    public CandidateResult Baseline => Results.Single(result => result.IsBaseline);

    /// <summary>The models that did no better than the baseline: none of them is ever chosen.</summary>
    public ImmutableArray<CandidateResult> Lost => [.. Results.SkipWhile(result => !result.IsBaseline).Where(result => !result.IsBaseline)];

    /// <summary>The choice in an English sentence.</summary>
    public string Verdict => Chosen is { } chosen
        ? $"{chosen.Name} is chosen: it came nearest to what customers did in {Days}.{(Lost.IsEmpty ? string.Empty : $" {Names} did no better than the plain average and cannot be chosen.")}"
        : $"No model is chosen: none did better than the plain average in {Days}.";

    private static string Days => "days that it had not seen";

    private string Names => string.Join(", ", Lost.Select(result => result.Name));
}
