namespace CrmKit.Churn.Tests;

// Columns of the reference tables.
internal static class HazardData
{
    public static readonly string[] PersonColumns = ["senior", "fiber", "one_year", "two_year"];

    public static CovariateColumn Column(ReferenceTable data, string name) => new(name, Numbers(data, name));

    public static double[] Numbers(ReferenceTable data, string name) => [.. data.Rows.Select(row => data.Number(row, name))];

    public static bool[] Events(ReferenceTable data) => [.. data.Rows.Select(row => data.Count(row, "event") == 1)];

    public static SurvivalRecords Survival(ReferenceTable data) => new(Numbers(data, "time"), Events(data));
}
