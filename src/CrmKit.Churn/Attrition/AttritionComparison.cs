namespace CrmKit.Churn;

/// <summary>How far a fixed window and the customers' own rhythms agree on who has left.</summary>
/// <param name="BothStay">Customers whom neither calls lost.</param>
/// <param name="WindowOnly">Customers whom only the window calls lost: slow ones, given up too early.</param>
/// <param name="RhythmOnly">Customers whom only their rhythm calls lost: quick ones, noticed too late.</param>
/// <param name="BothLeft">Customers whom both call lost.</param>
/// <param name="Unknown">Customers of whom one of the two says nothing.</param>
public readonly record struct AttritionComparison(int BothStay, int WindowOnly, int RhythmOnly, int BothLeft, int Unknown)
{
    /// <summary>Counts the customers.</summary>
    /// <param name="outlooks">Outlooks; those without an attrition part are unknown.</param>
    public static AttritionComparison Of(IEnumerable<CustomerOutlook> outlooks)
    {
        ArgumentNullException.ThrowIfNull(outlooks);
        var counts = default(AttritionComparison);
        foreach (var outlook in outlooks)
        {
            counts = (outlook.Attrition?.LeftByWindow, outlook.Attrition?.LeftByRhythm) switch
            {
                (false, false) => counts with { BothStay = counts.BothStay + 1 },
                (true, false) => counts with { WindowOnly = counts.WindowOnly + 1 },
                (false, true) => counts with { RhythmOnly = counts.RhythmOnly + 1 },
                (true, true) => counts with { BothLeft = counts.BothLeft + 1 },
                _ => counts with { Unknown = counts.Unknown + 1 },
            };
        }

        return counts;
    }
}
