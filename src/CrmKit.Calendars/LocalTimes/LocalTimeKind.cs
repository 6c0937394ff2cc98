namespace CrmKit.Calendars;

/// <summary>How often a clock shows a wall-clock time on its day.</summary>
public enum LocalTimeKind
{
    /// <summary>Once.</summary>
    Unique = 1,

    /// <summary>Never: the clocks jump over it.</summary>
    Gap,

    /// <summary>Twice: the clocks are set back over it.</summary>
    Overlap,
}
