namespace CrmKit.Cadence;

/// <summary>How people are thanked for what they bought.</summary>
public sealed record ThankYouOptions
{
    /// <summary>Which purchases are thanked for. Default every one.</summary>
    public ThanksFor For { get; init; } = ThanksFor.EveryPurchase;

    /// <summary>Only for days on which more than this was paid in its currency, 0 or more; <c>null</c>, the default, for any amount. What was paid in another currency does not count.</summary>
    public Money? Above { get; init; }

    /// <summary>Days from the purchase to the first day on which thanks make sense. 0 to 30, default 1.</summary>
    public int AfterDays { get; init; } = 1;

    /// <summary>Days from the purchase to the last such day. <see cref="AfterDays"/> to 60, default 10.</summary>
    public int WithinDays { get; init; } = 10;

    /// <summary>Days for which somebody who was thanked is not thanked again for another purchase. 0 to 365, default 180, so that regulars are thanked about twice a year; 0 thanks for every day of purchase.</summary>
    public int RestDays { get; init; } = 180;

    /// <summary>Admissible channels. Default e-mail.</summary>
    public ImmutableArray<Channel> Channels { get; init; } = [Channel.Email];

    /// <summary>The purpose that consent is needed for. Default greetings.</summary>
    public Purpose Purpose { get; init; } = Purpose.Greetings;
}
