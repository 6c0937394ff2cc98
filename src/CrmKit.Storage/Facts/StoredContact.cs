namespace CrmKit.Storage;

/// <summary>What the facts need of an outbox row. For those who write a store.</summary>
/// <remarks>Of a held or dead row the facts need the key alone; the rest may be <c>default</c>.</remarks>
/// <param name="Key">The effect, under the id of the record that it was recorded under.</param>
/// <param name="State">Where it stands.</param>
/// <param name="At">When it counts: due where it waits, sent where it left, else when it entered <see cref="OutboxState.Sending"/>.</param>
/// <param name="Class">The class.</param>
/// <param name="Point">The contact point.</param>
public readonly record struct StoredContact(TouchKey Key, OutboxState State, Instant At, TouchClass Class, ContactPoint Point)
{
    /// <summary>What it gives to the person. Default what its class usually gives.</summary>
    public TouchKind Kind { get; init; } = TouchClassRules.UsualKind(Class);

    /// <summary>An effect of which a purge left the key alone: what is decided stays decided, and a contact that was made counts by its touch.</summary>
    /// <param name="key">The effect.</param>
    public static StoredContact Spent(TouchKey key) => new(key, OutboxState.Dead, default, default, default);

    /// <summary>Whether it is promised and has not left.</summary>
    public bool IsPending => State is OutboxState.Due or OutboxState.Claimed;

    /// <summary>Whether it left, may have left, or is leaving.</summary>
    public bool IsMade => State is OutboxState.Sending or OutboxState.Sent or OutboxState.Uncertain;
}
