namespace CrmKit.Churn;

/// <summary>How attrition is assessed.</summary>
public sealed record AttritionOptions
{
    internal static readonly AttritionOptions Default = new();

    /// <summary>Days without a purchase after which the fixed window calls a customer lost, 1 or more; 365 unless told. It is a rule of thumb, shown beside the others.</summary>
    public int WindowDays { get; init; } = 365;

    /// <summary>Overdue score from which on the customer's own rhythm calls it lost, above 0 and at most 1; 0.95 unless told: one in twenty who stay would have been silent so long.</summary>
    public double OverdueLevel { get; init; } = 0.95;

    /// <summary>The part of the outlook that is asked first; <see cref="AttritionSource.Value"/> unless told, or <see cref="AttritionSource.Rhythm"/>. Where it is missing, the other is.</summary>
    public AttritionSource Prefer { get; init; } = AttritionSource.Value;

    /// <summary>Chance that a customer stays after a purchase, between 0 and 1, for a rhythm that does not say it; 0.8 unless told.</summary>
    public double StayingAfterPurchase { get; init; } = 0.8;

    internal AttritionOptions Checked()
    {
        Check(WindowDays >= 1, nameof(WindowDays), WindowDays, "1 or more");
        Check(OverdueLevel is > 0 and <= 1, nameof(OverdueLevel), OverdueLevel, "above 0 and at most 1");
        Check(StayingAfterPurchase is > 0 and < 1, nameof(StayingAfterPurchase), StayingAfterPurchase, "between 0 and 1");
        Check(Prefer is AttritionSource.Value or AttritionSource.Rhythm, nameof(Prefer), Prefer, "Value or Rhythm");
        return this;
    }

    private static void Check(bool admissible, string name, object value, string range)
    {
        if (!admissible)
        {
            throw new ArgumentOutOfRangeException(name, value, $"The option {name} must be {range}.");
        }
    }
}
