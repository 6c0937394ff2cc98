namespace CrmKit.Cadence;

/// <summary>One step toward a first sale.</summary>
/// <param name="BusinessDays">Business days to it: 0 to 260 for the first step, 1 to 260 for later ones. A day on which the business is closed is none; 0 from a closed day is the next open one.</param>
public sealed record FollowUpStep(int BusinessDays)
{
    /// <summary>From when on they are counted. Default from the step before.</summary>
    public FollowUpAnchor From { get; init; } = FollowUpAnchor.PreviousStep;

    /// <summary>The code of its reason, by which a text is found, 1 to 100 characters. Default <see cref="FollowUpReasons.Step"/>.</summary>
    public string Reason { get; init; } = FollowUpReasons.Step;

    /// <summary>The class. Default promotional.</summary>
    public TouchClass Class { get; init; } = TouchClass.Promotional;

    /// <summary>What it gives to the person; <c>null</c>, the default, for what its class usually gives.</summary>
    public TouchKind? Kind { get; init; }

    /// <summary>Its topic; <c>null</c>, the default, for the purpose at large.</summary>
    public Topic? Topic { get; init; }

    /// <summary>Its channels; empty, the default, for those of the sequence.</summary>
    public ImmutableArray<Channel> Channels
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>For how many days from its due day on it makes sense; after them the sequence stops. 1 to 366, default 30.</summary>
    public int WindowDays { get; init; } = 30;
}
