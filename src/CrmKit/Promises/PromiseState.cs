namespace CrmKit;

/// <summary>What has become of a promise by the end of a day.</summary>
public enum PromiseState
{
    /// <summary>Not kept, and not due before that day's end.</summary>
    Open = 1,

    /// <summary>Kept by the end of the day that it was due on.</summary>
    Kept,

    /// <summary>Kept, but after that.</summary>
    Late,

    /// <summary>Due on an earlier day, and not kept.</summary>
    Broken,
}
