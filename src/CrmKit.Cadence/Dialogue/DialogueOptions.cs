namespace CrmKit.Cadence;

/// <summary>When a dialogue counts as a one-way street.</summary>
public sealed record DialogueOptions
{
    /// <summary>Over how many days both sides are counted, up to the instant asked about. 1 to 3,660, default 365.</summary>
    public int WindowDays { get; init; } = 365;

    /// <summary>Contacts to one answer up to which it is a dialogue. 0 or more and finite, default 3.</summary>
    public double MostToOne { get; init; } = 3;

    /// <summary>Contacts and answers together, below which nothing is said. 1 or more, default 5.</summary>
    public int LeastEvents { get; init; } = 5;

    /// <summary>How sure a street is to be one-way before it is called so. Default 90 percent.</summary>
    public ConfidenceLevel Level { get; init; } = ConfidenceLevel.Percent90;
}
