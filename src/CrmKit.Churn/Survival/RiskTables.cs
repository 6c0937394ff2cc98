namespace CrmKit.Churn;

// One table for each group.
internal static class RiskTables
{
    public static RiskTable[] Of(SurvivalRecords records, GroupColumn? groups, int maxThreads, CancellationToken cancellationToken)
    {
        WeightRange.Check(records);
        if (groups is not null && groups.Codes.Length != records.Count)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"There must be one group for each record; {groups.Name} has {groups.Codes.Length}, the records are {records.Count}."), nameof(groups));
        }

        return WholeTimeRisk.TryCount(records, groups, maxThreads) ?? SortedRisk.Count(records, groups, cancellationToken);
    }
}
