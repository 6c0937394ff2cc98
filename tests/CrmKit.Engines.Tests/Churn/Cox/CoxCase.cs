namespace CrmKit.Churn.Tests;

// A case of cases_survival.csv as the arguments of a fit.
internal sealed record CoxCase(string Name, SurvivalRecords Records, ImmutableArray<CovariateColumn> Covariates, CoxOptions Options)
{
    private static readonly ReferenceTable Cases = ReferenceTable.Read("churn/cases_survival.csv");

    public static IEnumerable<string> Names => Cases.Rows.Where(row => Cases.Text(row, "kind") == "cox").Select(row => Cases.Text(row, "case"));

    public static CoxCase Read(string name)
    {
        var row = Cases.Rows.Single(row => Cases.Text(row, "case") == name);
        string[] Words(string column) => Cases.Text(row, column).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var data = ReferenceTable.Read($"churn/data/{Cases.Text(row, "data")}.csv");
        double[] Numbers(string column) => [.. data.Rows.Select(line => data.Number(line, column))];
        GroupColumn Group(string column) => GroupColumn.Of(column, data.Rows.Select(line => data.Text(line, column)));
        var weight = Words("weight");
        var entry = Words("entry");
        var records = new SurvivalRecords(Numbers("time"), data.Rows.Select(line => data.Text(line, "event") == "1").ToArray())
        {
            Entry = entry.Length == 0 ? default(ReadOnlyMemory<double>) : Numbers(entry[0]),
            Weight = weight.Length == 0 ? default(ReadOnlyMemory<double>) : Numbers(weight[0]),
            WeightKind = weight is ["w_frac"] ? WeightKind.Sampling : WeightKind.Frequency,
        };
        var strata = Words("strata");
        var options = new CoxOptions
        {
            Ties = Enum.Parse<CoxTies>(Cases.Text(row, "ties"), ignoreCase: true),
            Strata = strata.Length == 0 ? null : GroupColumn.Crossed([.. strata.Select(Group)]),
        };
        return new CoxCase(name, records, [.. Words("covariates").Select(column => new CovariateColumn(column, Numbers(column)))], options);
    }

    public CoxFit Fit() => new CoxEstimator().Fit(Records, Covariates, Options);
}
