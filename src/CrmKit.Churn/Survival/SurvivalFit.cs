namespace CrmKit.Churn;

/// <summary>The survival curves of some groups. Immutable and thread-safe.</summary>
public sealed class SurvivalFit
{
    internal SurvivalFit(string? groupName, ImmutableArray<SurvivalCurve> curves) => (GroupName, Curves) = (groupName, curves);

    /// <summary>What the groups are by; <c>null</c> when there is one curve for all.</summary>
    public string? GroupName { get; }

    /// <summary>A curve for each group, in the order of their labels.</summary>
    public ImmutableArray<SurvivalCurve> Curves { get; }

    /// <summary>The curve of a group.</summary>
    /// <param name="label">The group's label; <c>all</c> when there is one curve for all.</param>
    /// <exception cref="KeyNotFoundException">There is no such group.</exception>
    public SurvivalCurve this[string label] =>
        Curves.FirstOrDefault(curve => string.Equals(curve.Label, label, StringComparison.Ordinal)) ?? throw new KeyNotFoundException("There is no group of this label.");
}
