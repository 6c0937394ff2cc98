namespace CrmKit.Desk;

/// <summary>A person asked to hear from us, and is to confirm it.</summary>
public sealed record OptInAsked
{
    /// <summary>The customer.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The contact point, to which the token goes.</summary>
    public required ContactPoint Point { get; init; }

    /// <summary>What for. Default <see cref="Purpose.Marketing"/>.</summary>
    public Purpose Purpose { get; init; } = Purpose.Marketing;

    /// <summary>About which topic; <c>null</c> for all topics of the purpose.</summary>
    public Topic? Topic { get; init; }

    /// <summary>The version of the words that the person saw; <c>null</c> when unknown.</summary>
    public string? Wording { get; init; }

    /// <summary>Where it was asked for, for example <c>web form</c>; 1 to 200 characters, no personal data.</summary>
    public required string Source { get; init; }

    /// <summary>How long the token can be handed in. Default 7 days; above zero and at most <see cref="OptInRequest.LongestLife"/>.</summary>
    public Duration Life { get; init; } = Duration.FromDays(7);
}
