namespace CrmKit.LifetimeValue;

/// <summary>On which scale an answer is taken to be normal.</summary>
public enum AnswerScale
{
    /// <summary>As it is.</summary>
    Plain = 1,

    /// <summary>Its logarithm: for what is above 0, as purchases, money and time are.</summary>
    Logarithm,

    /// <summary>Its log-odds: for probabilities.</summary>
    LogOdds,
}
