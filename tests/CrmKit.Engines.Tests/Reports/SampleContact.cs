using CrmKit.Reports;

namespace CrmKit.Engines.Tests.Reports;

/// <summary>Synthetic contacts.</summary>
internal static class SampleContact
{
    public static PressureSpread Pressure { get; } = PressureSpread.Of([0, 0, 1, 1, 1, 2, 2, 40], 30, cap: 2);

    public static SilenceSpread Silence { get; } = SilenceSpread.Of([0, 6, 7, 13, 29, 30, 89, 90, 364, 365, 4000, null], boundDays: 89);

    public static ImmutableSortedDictionary<LocalDate, int> Days { get; } =
        Enumerable.Range(0, 60).Where(day => day % 7 < 5).ToImmutableSortedDictionary(day => new LocalDate(2026, 3, 4).PlusDays(day), day => day * 7 % 41);
}
