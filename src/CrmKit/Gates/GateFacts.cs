using CrmKit.Calendars;

namespace CrmKit;

/// <summary>Everything that the gates look at for one customer, loaded from a store in one read.</summary>
public sealed record GateFacts
{
    /// <summary>The customer.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>Counts the changes of these facts; a dispatcher may send only on the version that it judged.</summary>
    public required long FactsVersion { get; init; }

    /// <summary>The store's clock when the facts were read.</summary>
    public required Instant ReadAt { get; init; }

    /// <summary>The customer's zone and its provenance.</summary>
    public required CustomerZone Zone { get; init; }

    /// <summary>The contact points that can be used at all, in the person's order of preference.</summary>
    public ImmutableArray<ContactPoint> Points { get; init; } = [];

    /// <summary>What the person said.</summary>
    public ConsentLedger Consents { get; init; } = ConsentLedger.Empty;

    /// <summary>
    /// What others refused at <see cref="Points"/> or at those that contacts were promised to, told of whom it was recorded of: an address that several
    /// people share is closed by the refusal of any of them.
    /// </summary>
    public ImmutableArray<RecordedConsent> RefusalsAtSharedPoints { get; init; } = [];

    /// <summary>The contact points that must not be used, of those above and of those that contacts were promised to; whether it still stops this person's contacts, the gate decides.</summary>
    public ImmutableArray<SuppressedPoint> Suppressed { get; init; } = [];

    /// <summary>Why the person is to be spared, expired flags included.</summary>
    public ImmutableArray<CareFlag> CareFlags { get; init; } = [];

    /// <summary>When and over what the person wants to hear nothing, expired blocks included.</summary>
    public ImmutableArray<ContactBlock> Blocks { get; init; } = [];

    /// <summary>When the person likes to be contacted, on the clock there; <c>null</c> when unknown. A wish: <see cref="GateList.FirstLiked"/>.</summary>
    public DailyHours? PreferredHours { get; init; }

    /// <summary>Complaints that were not settled when the facts were read, oldest first.</summary>
    public ImmutableArray<OpenComplaint> OpenComplaints { get; init; } = [];

    /// <summary>Civil day of the person's last purchase; <c>null</c> without one.</summary>
    public LocalDate? LastPurchase { get; init; }

    /// <summary>Contacts that left, may have left, or are leaving.</summary>
    public ImmutableArray<ContactRecord> Contacts { get; init; } = [];

    /// <summary>Contacts that are promised and have not left. Planning counts them; a dispatcher does not, since each of them is judged when it leaves.</summary>
    public ImmutableArray<ContactRecord> Commitments { get; init; } = [];

    /// <summary>Effects that already stand in the outbox, whatever became of them, except those held. Planning leaves them alone.</summary>
    public ImmutableArray<TouchKey> Decided { get; init; } = [];
}
