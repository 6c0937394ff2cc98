namespace CrmKit.Cadence;

/// <summary>Who is kept warm, and with what.</summary>
public sealed record KeepInTouchOptions
{
    /// <summary>The tier of a person; <c>null</c> for somebody who is not kept in touch with. The same snapshot is to give the same tier.</summary>
    public required Func<CustomerSnapshot, WarmthTier?> TierOf { get; init; }

    /// <summary>Whether people who have bought are kept warm too. Default <c>false</c>: they have a rhythm of their own.</summary>
    public bool WithPurchases { get; init; }

    /// <summary>For how many days a due contact may leave; then the next window opens. 1 to 366, default 7.</summary>
    public int WindowDays { get; init; } = 7;

    /// <summary>Admissible channels. Default e-mail.</summary>
    public ImmutableArray<Channel> Channels { get; init; } = [Channel.Email];

    /// <summary>The purpose that consent is needed for. Default greetings.</summary>
    public Purpose Purpose { get; init; } = Purpose.Greetings;

    /// <summary>The class of the contact: promotional or relationship, the ones that ask for an answer. Default relationship.</summary>
    public TouchClass Class { get; init; } = TouchClass.Relationship;

    /// <summary>What it gives. Default attention.</summary>
    public TouchKind Kind { get; init; } = TouchKind.Care;
}
