namespace CrmKit.Desk;

/// <summary>What to write as a calendar. The file is replaced as a whole, once all of it is written.</summary>
public sealed record CalendarRequest
{
    /// <summary>The iCalendar file.</summary>
    public required string Path { get; init; }

    /// <summary>The birthdays of how many days are written, today's first; 0 to 366, default 30.</summary>
    public int Days { get; init; } = 30;

    /// <summary>Whether events say who it is, by name, else by key. Default no: the file then holds neither.</summary>
    public bool NamesPeople { get; init; }

    /// <summary>What the UIDs are made with: see <see cref="Import.CalendarUids"/>. Default none. The same one every time, lest events come twice.</summary>
    public ReadOnlyMemory<byte> UidSecret { get; init; }
}
