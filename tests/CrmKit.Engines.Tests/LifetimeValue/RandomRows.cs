namespace CrmKit.LifetimeValue.Tests;

// How many random rows the slow oracles judge: CRMKIT_RANDOM_ROWS, 2,000 unless told; 100,000 is what the models promise to pass, a matter of minutes.
internal static class RandomRows
{
    private const int Usual = 2000;

    public static int Count =>
        int.TryParse(Environment.GetEnvironmentVariable("CRMKIT_RANDOM_ROWS"), NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && rows > 0 ? rows : Usual;

    // For an oracle that costs so many times as much a row.
    public static int Share(int times) => Math.Max(8, Count / times);
}
