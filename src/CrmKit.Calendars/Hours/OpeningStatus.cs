namespace CrmKit.Calendars;

/// <summary>What a search for open time came to.</summary>
public enum OpeningStatus
{
    /// <summary>An instant was found.</summary>
    Found = 1,

    /// <summary>Nothing is open within ten years, or until the calendar ends: the hours are closed for good as far as anybody plans.</summary>
    NothingOpen,
}
