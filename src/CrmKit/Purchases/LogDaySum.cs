namespace CrmKit;

/// <summary>A sum of logarithms of numbers of days in units of 2^-42, an integer: exact, so that the order of summation leaves no trace.</summary>
/// <remarks>Gaps that add up to the 3.6 million days of the calendar have logarithms that add up to at most 1.4 million, 6e18 units.</remarks>
internal readonly record struct LogDaySum(long Units)
{
    public const double UnitsPerOne = 1L << 42;

    // Nearly all gaps are shorter than three years, and a look-up costs less than a logarithm.
    private static readonly ImmutableArray<long> Short = [.. Enumerable.Range(0, 1024).Select(days => days == 0 ? 0 : UnitsOf(days))];

    public double Value => Units / UnitsPerOne;

    /// <summary>With the logarithm of one more number of days, 1 or more.</summary>
    public LogDaySum Plus(int days) => new(Units + (days < Short.Length ? Short[days] : UnitsOf(days)));

    private static long UnitsOf(int days) => (long)Math.Round(Math.Log(days) * UnitsPerOne);
}
