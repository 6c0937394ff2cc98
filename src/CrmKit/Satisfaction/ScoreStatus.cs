namespace CrmKit;

/// <summary>Whether there is a score at all.</summary>
public enum ScoreStatus
{
    /// <summary>Nobody has answered: there is neither a score nor an interval.</summary>
    NoAnswers = 1,

    /// <summary>There is a score with its interval.</summary>
    Scored,
}
