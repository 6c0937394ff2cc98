namespace CrmKit.Reports;

/// <summary>How many people were contacted how often in a run of days.</summary>
/// <param name="WindowDays">The days looked back on, today included, 1 or more.</param>
/// <param name="Cap">Most contacts that the rules allow in them; <c>null</c> for no cap.</param>
/// <param name="People">How many people were contacted 0, 1, 2 ... times; the twelfth number is of those who were contacted as often or more often.</param>
public sealed record PressureSpread(int WindowDays, int? Cap, ImmutableArray<int> People)
{
    internal const int MostBars = 12;

    /// <summary>Counts people.</summary>
    /// <param name="contacts">The contacts of each person in the run of days, each 0 or more.</param>
    /// <param name="windowDays">The days, 1 or more.</param>
    /// <param name="cap">Most contacts allowed; <c>null</c> for no cap.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below its range.</exception>
    public static PressureSpread Of(IEnumerable<int> contacts, int windowDays, int? cap = null)
    {
        ArgumentNullException.ThrowIfNull(contacts);
        ArgumentOutOfRangeException.ThrowIfLessThan(windowDays, 1);
        var people = new int[MostBars];
        var most = 0;
        foreach (var count in contacts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(contacts));
            people[Math.Min(count, MostBars - 1)]++;
            most = Math.Max(most, Math.Min(count, MostBars - 1));
        }

        return new PressureSpread(windowDays, cap, [.. people.Take(most + 1)]);
    }

    /// <summary>Value equality, counts compared one by one.</summary>
    /// <param name="other">The other spread.</param>
    public bool Equals(PressureSpread? other) => other is not null && (WindowDays, Cap) == (other.WindowDays, other.Cap) && People.AsSpan().SequenceEqual(other.People.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(WindowDays, Cap, People.Length);
}
