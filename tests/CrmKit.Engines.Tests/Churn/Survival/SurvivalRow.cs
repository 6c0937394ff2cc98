using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Churn.Tests;

internal readonly record struct SurvivalRow(double Time, bool IsEvent, double Entry, double Weight, int Group, double Score)
{
    // Some dozen customers with ties in everything, weights 0 among them, and times that are whole or not.
    public static Gen<SurvivalRow[]> Some { get; } =
        from isWhole in Gen.Elements(true, false)
        from rows in Gen.ArrayOf(Row)
        select rows.Select(row => isWhole ? row : row with { Time = row.Time * 0.3, Entry = row.Entry * 0.3 }).ToArray();

    private static Gen<SurvivalRow> Row { get; } =
        from entry in Gen.Choose(0, 6)
        from stay in Gen.Choose(1, 6)
        from left in Gen.Elements(true, true, false)
        from weight in Gen.Choose(0, 3)
        from @group in Gen.Choose(0, 2)
        from score in Gen.Choose(-2, 2)
        select new SurvivalRow(entry + stay, left, entry, weight, @group, score);

    public static SurvivalRecords Records(IReadOnlyCollection<SurvivalRow> rows, bool entry = true, bool weight = true, WeightKind kind = WeightKind.Frequency) =>
        new(rows.Select(row => row.Time).ToArray(), rows.Select(row => row.IsEvent).ToArray())
        {
            Entry = entry ? rows.Select(row => row.Entry).ToArray() : default,
            Weight = weight ? rows.Select(row => row.Weight).ToArray() : default,
            WeightKind = kind,
        };

    public static GroupColumn Groups(IReadOnlyCollection<SurvivalRow> rows) => GroupColumn.OfCodes("group", ["a", "b", "c"], [.. rows.Select(row => row.Group)]);

    public static double[] Scores(IReadOnlyCollection<SurvivalRow> rows) => [.. rows.Select(row => row.Score)];

    public static SurvivalRow[] Repeated(IEnumerable<SurvivalRow> rows) =>
        [.. rows.SelectMany(row => Enumerable.Repeat(row with { Weight = 1 }, (int)row.Weight))];

    // The weights by the caller's order: no longer whole.
    public static SurvivalRow[] Sampled(SurvivalRow[] rows) => [.. rows.Select((row, i) => row with { Weight = row.Weight * (0.4 + (0.1 * (i % 7))) })];
}
