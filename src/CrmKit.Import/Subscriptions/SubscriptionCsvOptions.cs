namespace CrmKit.Import;

/// <summary>The columns of a file of subscriptions. Names are matched without regard to case; further columns are passed over.</summary>
public sealed record SubscriptionCsvOptions
{
    /// <summary>How the file is written.</summary>
    public CsvFormat Format { get; init; } = new();

    /// <summary>The currency of all amounts, which such files do not state; none unless told.</summary>
    public Currency Currency { get; init; }

    /// <summary>What a row is; <c>null</c>, told by the header line, unless told: a file with a column of months and none of starts has a row for each month.</summary>
    public SubscriptionShape? Shape { get; init; }

    /// <summary>Whether the date in the column of ends is the last day on which the contract runs; otherwise, and unless told, it is the first day on which it runs no more.</summary>
    public bool EndsOnLastDay { get; init; }

    /// <summary>Column of the customer's key: 1 to 200 characters without control characters.</summary>
    public string CustomerColumn { get; init; } = "customer";

    /// <summary>Column of the first day on which a contract runs.</summary>
    public string StartColumn { get; init; } = "start";

    /// <summary>Column of the day on which a contract ends; empty while no end is known.</summary>
    public string EndColumn { get; init; } = "end";

    /// <summary>Column of the month: a whole number that goes up by one a month.</summary>
    public string MonthColumn { get; init; } = "month";

    /// <summary>Column of the state: active or paused.</summary>
    public string StateColumn { get; init; } = "state";

    /// <summary>Column of what is paid a month: 0 or more.</summary>
    public string MrrColumn { get; init; } = "mrr";
}
