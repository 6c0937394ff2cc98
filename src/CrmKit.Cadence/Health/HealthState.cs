namespace CrmKit.Cadence;

/// <summary>The health of one relationship as running sums: a value of fixed size, changed by one event at a time in any order and scored at any instant after the last.</summary>
/// <remarks>
/// <para><c>default</c> is a relationship in which nothing has happened. Changed and read by the <see cref="RelationshipHealth"/> that it was begun with. An event that is applied twice
/// is counted twice: the keys of the timeline see to that, here nothing does.</para>
/// <para>Promises and complaints are told by several events, so that those that are open are held apart, and settled ones as long as there is room for sixteen; older ones are counted in for good. Whoever
/// then hears that one of those was kept or settled once more finds <see cref="IsStale"/>, and the state is built again by <see cref="RelationshipHealth.StateOf"/>, which none leaves stale.
/// About 900 bytes, and an array where more than sixteen are open at once. Thread-safe.</para>
/// </remarks>
public readonly struct HealthState
{
    internal readonly HealthSums Held;

    internal HealthState(in HealthSums held) => Held = held;

    /// <summary>Whether nothing has happened.</summary>
    public bool IsEmpty => !Held.HasAny;

    /// <summary>Whether an event of a promise or a complaint could not be counted: the state is to be built again from the timeline.</summary>
    public bool IsStale => Held.IsStale;

    /// <summary>The latest event, to the tick; <c>null</c> before the first. Scores are those of that instant or a later one.</summary>
    public Instant? LastEvent => IsEmpty ? null : Instant.FromUnixTimeTicks(Held.Last);
}
