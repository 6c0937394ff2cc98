namespace CrmKit;

/// <summary>A question of the trade about satisfaction, and with it the scale of its answer.</summary>
public enum SatisfactionMetric
{
    /// <summary>Net Promoter: how likely are you to recommend us, 0 to 10 (Reichheld 2003).</summary>
    NetPromoter = 1,

    /// <summary>Customer satisfaction: how satisfied were you, 1 to 5.</summary>
    Satisfaction,

    /// <summary>Customer effort: we made it easy, 1 (not at all) to 7 (Dixon, Freeman and Toman 2010, as revised).</summary>
    Effort,
}
