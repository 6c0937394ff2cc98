namespace CrmKit.Churn.Tests;

// A data set of the reference cases as records and columns.
internal sealed record AftCase(AftFamily Family, SurvivalRecords Records, ImmutableArray<CovariateColumn> Covariates)
{
    public static AftFamily FamilyOf(string name) => name[(name.LastIndexOf('-') + 1)..] switch
    {
        "exponential" => AftFamily.Exponential,
        "weibull" => AftFamily.Weibull,
        "lognormal" => AftFamily.LogNormal,
        _ => AftFamily.LogLogistic,
    };

    public static AftCase Named(string name)
    {
        var table = ReferenceTable.Read("churn/cases_survival.csv");
        var row = table.Rows.Single(row => table.Text(row, "case") == name);
        return Of(FamilyOf(name), table.Text(row, "data"), table.Text(row, "entry"), table.Text(row, "weight"), table.Text(row, "covariates"));
    }

    public static AftCase Of(AftFamily family, string file, string entry, string weight, string covariates)
    {
        var data = ReferenceTable.Read("churn/data/" + file + ".csv");
        double[] Column(string column) => column.Length == 0 ? [] : [.. data.Rows.Select(row => data.Number(row, column))];
        var records = new SurvivalRecords(Column("time"), data.Rows.Select(row => data.Text(row, "event") == "1").ToArray())
        {
            Entry = Column(entry),
            Weight = Column(weight),
        };
        return new AftCase(
            family, records, [.. covariates.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(column => new CovariateColumn(column, Column(column)))]);
    }

    public AftCase Rows(int[] rows, bool weighted)
    {
        T[] Of<T>(ReadOnlyMemory<T> column) => [.. rows.Select(i => column.Span[i])];
        var records = new SurvivalRecords(Of(Records.Time), Of(Records.IsEvent)) { Weight = weighted ? Of(Records.Weight) : [] };
        return new AftCase(Family, records, [.. Covariates.Select(column => new CovariateColumn(column.Name, [.. rows.Select(i => column.Values[i])]))]);
    }

    public AftFit Fit(AftOptions? options = null) => new AftEstimator(Family).Fit(Records, Covariates, options);
}
