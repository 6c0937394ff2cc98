namespace CrmKit;

/// <summary>Words for the terms of next touches.</summary>
internal static class NextWords
{
    public static string? Render(Reason reason) => reason.Code switch
    {
        NextReasons.Measured => $"wins {Percent(reason["uplift"])} more than silence would ({Percent(reason["lower"])} to {Percent(reason["upper"])}, measured) of {reason["value"]}: {reason["points"]}",
        NextReasons.Believed => $"is believed to win {Percent(reason["uplift"])} more than silence would, which nobody has measured, of {reason["value"]}: {reason["points"]}",
        NextReasons.Cost => $"costs by {reason["channel"]}: {reason["points"]}",
        NextReasons.Pressure => $"{reason["contacts"]} contacts in {reason["days"]} days, and one more drives {Percent(reason["chance"])} away, with {reason["at-stake"]} at stake: {reason["points"]}",
        NextReasons.Owed => "is owed",
        NextReasons.Nothing => "saying nothing costs nothing",
        _ => null,
    };

    private static string Percent(string? share) =>
        double.TryParse(share, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.##} %") : $"{share}";
}
