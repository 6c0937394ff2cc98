namespace CrmKit.Cadence;

/// <summary>When a silence is too long.</summary>
public sealed record SilenceOptions
{
    /// <summary>What is measured. Default caring contacts.</summary>
    public SilenceMeasure Measure { get; init; } = SilenceMeasure.Caring;

    /// <summary>Days of silence that are borne; one more is overdue. 1 to 36,600, default 90.</summary>
    public int BoundDays { get; init; } = 90;

    /// <summary>The reason codes of touches that say thank-you. Default none: then nobody was ever thanked.</summary>
    public ImmutableArray<string> ThanksCodes
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];
}
