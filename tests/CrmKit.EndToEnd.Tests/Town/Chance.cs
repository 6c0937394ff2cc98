namespace CrmKit.EndToEnd.Tests.Town;

/// <summary>Draws that depend on who and when alone, so that two policies meet the same luck, whatever they do in between.</summary>
internal sealed class Chance(ulong seed)
{
    /// <summary>A number of 0 up to 1.</summary>
    public double Of(int person, int day, string what)
    {
        var hash = seed ^ 0x9E3779B97F4A7C15;
        foreach (var part in what)
        {
            hash = Mixed(hash ^ part);
        }

        return (Mixed(Mixed(hash ^ (uint)person) ^ (uint)day) >> 11) * (1.0 / (1UL << 53));
    }

    public bool Hits(int person, int day, string what, double probability) => Of(person, day, what) < probability;

    public int Below(int person, int day, string what, int end) => (int)(Of(person, day, what) * end);

    // The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    private static ulong Mixed(ulong z)
    {
        z = (z + 0x9E3779B97F4A7C15) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
