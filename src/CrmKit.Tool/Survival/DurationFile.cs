using CrmKit.Churn;
using CrmKit.Import;

namespace CrmKit.Tool;

/// <summary>What a file of durations says, as the estimators read it.</summary>
/// <param name="Records">The customers.</param>
/// <param name="Group">The groups that are compared; <c>null</c> for none.</param>
/// <param name="Strata">The groups within which is compared; <c>null</c> for none.</param>
/// <param name="Covariates">What explains.</param>
internal sealed record DurationFile(SurvivalRecords Records, GroupColumn? Group, GroupColumn? Strata, ImmutableArray<CovariateColumn> Covariates)
{
    public static DurationFile Of(DurationColumns columns, WeightKind kind, bool hasGroup)
    {
        var records = new SurvivalRecords(columns.Time, columns.IsEvent) { Entry = columns.Entry, Weight = columns.Weight, WeightKind = kind };
        GroupColumn[] groups = [.. columns.Groups.Select(words => GroupColumn.Of(words.Name, words.Values))];
        var strata = hasGroup ? groups.AsSpan(1) : groups;
        return new DurationFile(
            records,
            hasGroup ? groups[0] : null,
            strata.IsEmpty ? null : GroupColumn.Crossed(strata),
            [.. columns.Covariates.Select(column => CovariateColumn.Of(column.Name, column.Values))]);
    }
}
