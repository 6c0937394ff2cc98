namespace CrmKit.Cadence;

/// <summary>How a relationship cools, and what steadies it.</summary>
public sealed record WarmthOptions
{
    internal const double LeastStability = 0.01;

    internal const double MostStability = 36_500;

    /// <summary>Days in which an answer to a contact is awaited; after them the contact is unanswered. 0 to 366, default 14.</summary>
    public int AnswerDays { get; init; } = 14;

    /// <summary>By how much a good reply multiplies the stability, once a day at most. 1 to 100, default 1.3.</summary>
    public double GoodReplyFactor { get; init; } = 1.3;

    /// <summary>By how much an unanswered contact multiplies the stability. Above 0 and at most 1, default 0.8.</summary>
    public double SilenceFactor { get; init; } = 0.8;

    /// <summary>The stability never falls below this. 0.01 to 36,500 days, default 3.</summary>
    public double MinStabilityDays { get; init; } = 3;

    /// <summary>The stability never rises above this. No less than the least, at most 36,500 days, default 365.</summary>
    public double MaxStabilityDays { get; init; } = 365;

    /// <summary>How much longer the next contact waits for each one that went unanswered in a row. 1 to 100, default 1.5.</summary>
    public double WaitFactor { get; init; } = 1.5;

    /// <summary>Longest wait after an unanswered contact, so that nobody is forgotten for good. Above <see cref="AnswerDays"/>, at most 3,660 days, default 365.</summary>
    public int MaxWaitDays { get; init; } = 365;
}
