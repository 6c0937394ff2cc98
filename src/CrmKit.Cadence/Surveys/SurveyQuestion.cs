namespace CrmKit.Cadence;

/// <summary>A question about satisfaction, after what it is asked, and of whom.</summary>
/// <param name="Metric">The question, and with it the scale of its answer.</param>
/// <param name="After">What it follows.</param>
public sealed record SurveyQuestion(SatisfactionMetric Metric, SurveyOccasion After)
{
    /// <summary>After a purchase: the items that it must include one of; empty, the default, for any purchase.</summary>
    public ImmutableArray<Topic> Items
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Days from the purchase or settlement to the first day of the question. 0 to 365, default 3. Not used for a period, over whose days people are spread.</summary>
    public int DelayDays { get; init; } = 3;

    /// <summary>For how many days the question makes sense. 1 to 90, for a period 1 to 28, default 14.</summary>
    public int WindowDays { get; init; } = 14;

    /// <summary>The share of people who are asked in a period, above 0 and up to 1, default all; <see cref="SurveySample.ShareFor"/> finds it for a number of answers.</summary>
    public double Share { get; init; } = 1;

    /// <summary>The length of a period in months: 1, 2, 3, 4, 6 or 12, counted from January. Default 3. In each, the sample is drawn anew.</summary>
    public int PeriodMonths { get; init; } = 3;
}
