namespace CrmKit.Churn.Tests;

// One line of cases_survival.csv with the columns of its data set.
internal sealed record SurvivalCase(string Name, string Kind, SurvivalRecords Records, GroupColumn? Groups, GroupColumn? Strata, ReferenceTable Data, ImmutableArray<string> Covariates)
{
    public static IEnumerable<SurvivalCase> All()
    {
        var cases = ReferenceTable.Read("churn/cases_survival.csv");
        foreach (var row in cases.Rows)
        {
            var data = ReferenceTable.Read($"churn/data/{cases.Text(row, "data")}.csv");
            yield return new SurvivalCase(
                cases.Text(row, "case"),
                cases.Text(row, "kind"),
                Read(data, cases.Text(row, "entry"), cases.Text(row, "weight")),
                Column(data, cases.Text(row, "group")),
                Column(data, cases.Text(row, "strata")),
                data,
                [.. cases.Text(row, "covariates").Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        }
    }

    // The reference counts a record as one customer wherever a record, and not its weight, is what counts (Fleming and Harrington's ties, the error of concordance), also with
    // whole weights: that is what the kind Sampling means.
    private static SurvivalRecords Read(ReferenceTable data, string entry, string weight)
    {
        double[] Numbers(string column) => column.Length == 0 ? [] : [.. data.Rows.Select(row => data.Number(row, column))];
        return new SurvivalRecords(Numbers("time"), data.Rows.Select(row => data.Count(row, "event") == 1).ToArray())
        {
            Entry = Numbers(entry),
            Weight = Numbers(weight),
            WeightKind = weight.Length == 0 ? WeightKind.Frequency : WeightKind.Sampling,
        };
    }

    private static GroupColumn? Column(ReferenceTable data, string names)
    {
        GroupColumn[] columns = [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => GroupColumn.Of(name, data.Rows.Select(row => data.Text(row, name))))];
        return columns.Length == 0 ? null : GroupColumn.Crossed(columns);
    }
}
