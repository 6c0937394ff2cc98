using CrmKit.Churn;

namespace CrmKit.Tool;

/// <summary>How long customers with contracts stay and who is at risk, for a screen.</summary>
internal static class ContractTables
{
    private static readonly int[] Months = [1, 3, 6, 12, 24, 36];

    public static void Write(TextWriter to, ContractOutlook outlook)
    {
        to.WriteLine();
        to.WriteLine("How long customers stay");
        foreach (var month in Months.Where(month => month <= outlook.Curve.LastTime))
        {
            // Before its first step the curve is 1, and nobody has told otherwise.
            var limits = outlook.Curve.StepAt(month) is >= 0 and var step ? outlook.Curve.Limits(step) : null;
            var around = limits is { } known ? FormattableString.Invariant($" ({known.Lower:P1} to {known.Upper:P1})") : string.Empty;
            to.WriteLine(FormattableString.Invariant($"  {outlook.Curve.SurvivalAt(month),7:P1} stay longer than {month} months{around}; the model expects {outlook.Retention.Model.Survival(month):P1}"));
        }

        var lifetime = outlook.Retention.Model.ExpectedLifetime();
        to.WriteLine(lifetime.Status == LifetimeStatus.Finite
            ? FormattableString.Invariant($"  A new customer is expected to stay {lifetime.Time:F1} months ({outlook.RetentionName}).")
            : FormattableString.Invariant($"  The expected stay of a new customer has no finite value ({outlook.RetentionName}): a few may stay for ever. Discount it."));
        if (outlook.WithoutStart > 0)
        {
            to.WriteLine(FormattableString.Invariant($"  {outlook.WithoutStart:N0} customers are left out here: nobody knows when they came."));
        }

        WriteAtRisk(to, outlook);
    }

    private static void WriteAtRisk(TextWriter to, ContractOutlook outlook)
    {
        to.WriteLine();
        to.WriteLine(outlook.AtRisk.IsEmpty ? "There is no customer who could leave." : "Who may leave within a month, the largest expected loss first");
        foreach (var one in outlook.AtRisk)
        {
            to.WriteLine(FormattableString.Invariant($"  {Shown.Of(one.Customer.Value),-16} {one.Probability,6:P1} of {one.Mrr.Amount:N2} a month: {string.Join("; ", one.Reasons.Select(EnglishReasons.Render))}"));
        }

        foreach (var reason in outlook.Warning.Model.Reasons)
        {
            to.WriteLine($"  {EnglishReasons.Render(reason)}.");
        }
    }
}
