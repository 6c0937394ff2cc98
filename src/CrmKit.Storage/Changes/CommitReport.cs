namespace CrmKit.Storage;

/// <summary>What a commit changed, or would change in a dry run.</summary>
public sealed record CommitReport
{
    /// <summary>People that were not known before.</summary>
    public int CustomersAdded { get; init; }

    /// <summary>People of whom something changed.</summary>
    public int CustomersChanged { get; init; }

    /// <summary>People already known just so.</summary>
    public int CustomersUnchanged { get; init; }

    /// <summary>New statements.</summary>
    public int ConsentsAdded { get; init; }

    /// <summary>Statements already recorded.</summary>
    public int ConsentsKnown { get; init; }

    /// <summary>Contact points newly suppressed.</summary>
    public int SuppressionsAdded { get; init; }

    /// <summary>New events.</summary>
    public int EventsAdded { get; init; }

    /// <summary>Events already recorded.</summary>
    public int EventsKnown { get; init; }

    /// <summary>Events that a correction took the place of.</summary>
    public int EventsCorrected { get; init; }

    /// <summary>Events taken back.</summary>
    public int EventsRetracted { get; init; }

    /// <summary>Whether nothing changed.</summary>
    public bool IsUnchanged =>
        CustomersAdded + CustomersChanged + ConsentsAdded + SuppressionsAdded + EventsAdded + EventsCorrected + EventsRetracted == 0;
}
