namespace CrmKit.Import;

/// <summary>The rows of a file of durations as columns of one length; those that were not asked for are empty.</summary>
public sealed class DurationColumns
{
    internal DurationColumns(DurationRows rows, ImmutableArray<NamedWords> groups, ImmutableArray<NamedNumbers> covariates)
    {
        Time = rows.Time.ToArray();
        IsEvent = rows.IsEvent.ToArray();
        Entry = rows.Entry.ToArray();
        Weight = rows.Weight.ToArray();
        Groups = groups;
        Covariates = covariates;
    }

    /// <summary>Number of rows.</summary>
    public int Count => Time.Length;

    /// <summary>Time to the event or to the end of observation.</summary>
    public ReadOnlyMemory<double> Time { get; }

    /// <summary>Whether the event was seen.</summary>
    public ReadOnlyMemory<bool> IsEvent { get; }

    /// <summary>Time from which on the row was under observation.</summary>
    public ReadOnlyMemory<double> Entry { get; }

    /// <summary>How much each row counts.</summary>
    public ReadOnlyMemory<double> Weight { get; }

    /// <summary>The columns of groups that were asked for, in their order.</summary>
    public ImmutableArray<NamedWords> Groups { get; }

    /// <summary>
    /// The covariates in the order in which they were asked for. A column whose first row is a word became an indicator for each word but the first in ordinal order, named <c>column=word</c>: the first is what the others are compared with.
    /// </summary>
    public ImmutableArray<NamedNumbers> Covariates { get; }
}
