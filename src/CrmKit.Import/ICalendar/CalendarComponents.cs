namespace CrmKit.Import;

/// <summary>The events of one calendar file, one at a time, and the zones that stand before them. Not thread-safe.</summary>
/// <param name="lines">The file.</param>
/// <param name="tally">Counts events and what is passed over.</param>
/// <param name="keepsText">Whether events keep their lines, to be set aside.</param>
internal sealed partial class CalendarComponents(ContentLineReader lines, ContentTally tally, bool keepsText)
{
    private const int MaxEvent = 1_000_000;
    private const int MaxDepth = 20;
    private const string Calendar = "VCALENDAR";

    private readonly List<string> _open = [];
    private long _calendarLine;
    private bool _hasVersion;
    private bool _isCancelled;
    private string? _zone;
    private string? _location;

    /// <summary>What the zones read so far are named.</summary>
    public CalendarZones Zones { get; } = new();

    /// <summary>The next event, its first fault noted in it; <c>null</c> at the end.</summary>
    /// <exception cref="ImportFaultException">What stands there is no calendar, or one whose parts do not end: nobody can tell where the next event begins.</exception>
    public async ValueTask<EventDraft?> NextAsync(CancellationToken cancellationToken)
    {
        EventDraft? draft = null;
        while (await lines.NextAsync(cancellationToken).ConfigureAwait(false))
        {
            if (lines.Bytes.Trim(" \t"u8).IsEmpty)
            {
                continue;
            }

            if (Begun() is { } begun)
            {
                draft = Open(begun) ? new EventDraft(lines.Line, _isCancelled) { Text = keepsText ? new ComponentText() : null } : draft;
                draft?.Text?.Add(lines.Bytes, lines.IsCut);
                continue;
            }

            draft?.Text?.Add(lines.Bytes, lines.IsCut);
            if (Closes())
            {
                if (draft is not null && _open.Count == 1)
                {
                    return draft;
                }
            }
            else if (draft is not null)
            {
                Take(draft);
            }
            else if (_open is [Calendar])
            {
                TakeHead();
            }
            else if (_open is [Calendar, "VTIMEZONE"])
            {
                TakeZone();
            }
        }

        return _open.Count == 0 ? null : throw lines.FaultAt(_calendarLine, "END", "END:VCALENDAR; a part of this calendar runs to the end of the file");
    }

    /// <summary>Enters a component; whether it is an event of its own.</summary>
    private bool Open(string name)
    {
        if (_open.Count == 0 != (name == Calendar))
        {
            throw lines.Fault("BEGIN", _open.Count == 0 ? "BEGIN:VCALENDAR; is this a calendar?" : "END:VCALENDAR before the next calendar");
        }

        if (name == Calendar)
        {
            (_calendarLine, _hasVersion, _isCancelled) = (lines.Line, false, false);
        }
        else if (!_hasVersion)
        {
            throw lines.Fault("VERSION", "VERSION:2.0 at the head of the calendar");
        }

        if (_open.Count == MaxDepth)
        {
            throw lines.Fault("BEGIN", $"components at most {MaxDepth} deep");
        }

        _open.Add(name);
        (_zone, _location) = _open.Count == 2 ? (null, null) : (_zone, _location);
        if (_open is [Calendar, "VEVENT"])
        {
            tally.CountComponent();
            return true;
        }

        // An event in an event is no event of its own.
        if (_open is [Calendar, not "VTIMEZONE"] or [Calendar, "VEVENT", ..])
        {
            tally.Count(name);
        }

        return name == "VEVENT" ? throw lines.Fault("BEGIN", "events in a calendar alone, each with its END:VEVENT") : false;
    }

    private bool Closes()
    {
        if (_open.Count == 0)
        {
            throw lines.Fault("BEGIN", "BEGIN:VCALENDAR; is this a calendar?");
        }

        if (Marked("END:"u8) is not { } name)
        {
            return false;
        }

        if (name != _open[^1])
        {
            // No component's name is shown: it is the file's.
            throw lines.Fault("END", "the END of the component that was begun last");
        }

        _open.RemoveAt(_open.Count - 1);
        return true;
    }

    private void TakeHead()
    {
        var name = NameOf();
        if (name is not ("VERSION" or "METHOD" or "CALSCALE"))
        {
            Count(name);
            return;
        }

        var value = Property(name).Value.Trim();
        switch (name)
        {
            case "VERSION":
                _hasVersion = value == "2.0" ? true : throw lines.Fault(name, "2.0; a vCalendar of version 1.0 has other rules: export the file anew as iCalendar");
                break;
            case "METHOD":
                _isCancelled = string.Equals(value, "CANCEL", StringComparison.OrdinalIgnoreCase);
                break;
            default:
                _ = string.Equals(value, "GREGORIAN", StringComparison.OrdinalIgnoreCase) ? true : throw lines.Fault(name, "GREGORIAN");
                break;
        }
    }

    private void TakeZone()
    {
        switch (NameOf())
        {
            case "TZID":
                _zone = Property("TZID").Value.Trim();
                break;
            case ("X-LIC-LOCATION" or "TZID-ALIAS-OF") and var name:
                _location = Property(name).Value.Trim();
                break;
        }

        if (_zone is not null && _location is not null)
        {
            Zones.Add(_zone, _location);
        }
    }

    private void Take(EventDraft draft)
    {
        // After a fault the event is lost; its end is all that is looked for. Alarms and the like are not read.
        if (draft.Fault is not null || _open.Count > 2)
        {
            return;
        }

        try
        {
            var name = NameOf();
            if (name is not null && !CalendarNames.IsRead(name))
            {
                Count(name);
                return;
            }

            if (draft.Size + lines.Bytes.Length > MaxEvent)
            {
                throw lines.Fault(name, "an event of at most 1,000,000 bytes");
            }

            draft.Add(Property(name), lines.Bytes.Length);
        }
        catch (ImportFaultException fault)
        {
            draft.Fault = fault;
        }
    }
}
