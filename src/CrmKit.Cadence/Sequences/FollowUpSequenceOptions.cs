using CrmKit.Calendars;

namespace CrmKit.Cadence;

/// <summary>How a lead is followed up toward a first sale.</summary>
public sealed record FollowUpSequenceOptions
{
    /// <summary>The sequence's name; a part of its keys, so that two sequences do not take each other's steps for their own. There is no default.</summary>
    public required Topic Name { get; init; }

    /// <summary>The steps, 1 to 100. Where more touches are stated than there are steps, the last one is repeated. There is no default.</summary>
    public required ImmutableArray<FollowUpStep> Steps { get; init; }

    /// <summary>The zone in which the day of a lead and the days on which steps left are counted: the business's, so that a move of the person changes none of them. There is no default.</summary>
    public required DateTimeZone BusinessZone { get; init; }

    /// <summary>When the business is open. Default Monday to Friday, without holidays.</summary>
    public BusinessCalendar BusinessDays { get; init; } = new(new BusinessCalendarOptions());

    /// <summary>
    /// The custom field that holds the day on which the lead came in; <c>null</c>, the default, for the day of the first reply, feedback, visit or followed link. Another day in the field begins
    /// the sequence anew.
    /// </summary>
    public string? StartField { get; init; }

    /// <summary>Its length in touches, as the program states it: 1 to 100; <c>null</c>, the default, for the number of steps.</summary>
    public int? Touches { get; init; }

    /// <summary>What the first, second, third touch brought, from one's own leads; empty, the default, where nobody counted.</summary>
    public ImmutableArray<FollowUpYield> Yields { get; init; } = [];

    /// <summary>The share of sales that a touch must bring to be worth it, above 0 and up to 1: what it costs over what a sale earns. Needed with yields, <c>null</c> without.</summary>
    public double? WorthShare { get; init; }

    /// <summary>Business days after its due day for which a step waits for the channel whose turn it is; then any admissible one serves. 0 to 60, default 2; 0 takes no turns.</summary>
    public int TurnBusinessDays { get; init; } = 2;

    /// <summary>Channels among which the steps take turns, as far as the person can be reached there. Default e-mail, telephone and post.</summary>
    public ImmutableArray<Channel> Channels { get; init; } = [Channel.Email, Channel.Phone, Channel.Post];

    /// <summary>The purpose that consent is needed for. Default marketing.</summary>
    public Purpose Purpose { get; init; } = Purpose.Marketing;
}
