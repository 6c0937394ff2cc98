namespace CrmKit.Cadence;

/// <summary>Who is asked what about satisfaction, and how often.</summary>
public sealed record SurveyPlannerOptions
{
    /// <summary>The questions, the more important first. There is no default.</summary>
    public required ImmutableArray<SurveyQuestion> Questions { get; init; }

    /// <summary>The seed of the samples: the same seed asks the same people. There is no default.</summary>
    public required long Seed { get; init; }

    /// <summary>Days for which somebody who was asked, or gave feedback, is not asked again. 1 to 3,660, default 90.</summary>
    public int RestDays { get; init; } = 90;

    /// <summary>Admissible channels. Default e-mail.</summary>
    public ImmutableArray<Channel> Channels { get; init; } = [Channel.Email];

    /// <summary>The purpose that consent is needed for. Default marketing: courts count a question about satisfaction as advertising (for Germany BGH, 10 July 2018, VI ZR 225/17).</summary>
    public Purpose Purpose { get; init; } = Purpose.Marketing;
}
