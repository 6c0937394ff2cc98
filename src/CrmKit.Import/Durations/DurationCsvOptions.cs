namespace CrmKit.Import;

/// <summary>The columns of a file that says of each customer how long it stayed. Names are matched without regard to case.</summary>
public sealed record DurationCsvOptions
{
    /// <summary>How the file is written.</summary>
    public CsvFormat Format { get; init; } = new();

    /// <summary>Column of the time to the event or to the end of observation: numbers of 0 or more.</summary>
    public string TimeColumn { get; init; } = "time";

    /// <summary>Column that says whether the event was seen: 1, true or yes; 0, false or no.</summary>
    public string EventColumn { get; init; } = "event";

    /// <summary>Column of the time from which on a row was under observation: numbers of 0 or more, below the time; <c>null</c>, all from the beginning, unless told.</summary>
    public string? EntryColumn { get; init; }

    /// <summary>Column of how much a row counts: numbers of 0 or more; <c>null</c>, once each, unless told.</summary>
    public string? WeightColumn { get; init; }

    /// <summary>Columns of groups, read as words; none unless told.</summary>
    public ImmutableArray<string> GroupColumns { get; init; } = [];

    /// <summary>Columns of covariates, numbers or words; none unless told.</summary>
    public ImmutableArray<string> CovariateColumns { get; init; } = [];
}
