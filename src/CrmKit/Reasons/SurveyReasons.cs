namespace CrmKit;

/// <summary>The codes of the reasons that surveys give, one for each question. They are stored, so that they never change their meaning.</summary>
/// <remarks>Arguments of each: after (<c>purchase</c>, <c>complaint</c> or <c>period</c>), since (the day of that), share (of the people who are asked).</remarks>
public static class SurveyReasons
{
    /// <summary>How every code of a survey begins.</summary>
    public const string Prefix = "survey.";

    /// <summary>Would you recommend us.</summary>
    public const string NetPromoter = "survey.net-promoter";

    /// <summary>How satisfied are you.</summary>
    public const string Satisfaction = "survey.satisfaction";

    /// <summary>How easy was it.</summary>
    public const string Effort = "survey.effort";

    /// <summary>The code of a question.</summary>
    /// <param name="metric">The question.</param>
    /// <exception cref="ArgumentOutOfRangeException">The question is unknown.</exception>
    public static string Of(SatisfactionMetric metric) => metric switch
    {
        SatisfactionMetric.NetPromoter => NetPromoter,
        SatisfactionMetric.Satisfaction => Satisfaction,
        SatisfactionMetric.Effort => Effort,
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "A question is NetPromoter, Satisfaction or Effort."),
    };
}
