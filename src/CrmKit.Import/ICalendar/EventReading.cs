using CrmKit.Calendars;

namespace CrmKit.Import;

/// <summary>Turns the properties of one event into an event. Not thread-safe.</summary>
/// <remarks>No fault shows what stands in a property: calendars are personal.</remarks>
internal sealed class EventReading(EventDraft draft, CalendarZones zones, string fileName)
{
    private const int MaxUid = 1000;

    private readonly EventTimeReading _times = new(zones, fileName);

    /// <summary>The event.</summary>
    /// <exception cref="ImportFaultException">The event has a fault.</exception>
    public ImportedEvent Read()
    {
        if (draft.Fault is not null)
        {
            throw draft.Fault;
        }

        var start = _times.Read(Single("DTSTART") ?? throw Missing("DTSTART", "DTSTART, when the event begins"));
        var rule = Rule(start);
        var (recurrence, periods) = Recurrence(start, rule);
        return new ImportedEvent
        {
            Uid = Uid(),
            Start = start,
            Recurrence = recurrence,
            Length = Length(start),
            Periods = periods,
            Replaces = Replaces(),
            Summary = Single("SUMMARY") is { } summary ? Text(summary, summary.Value) : null,
            Categories = [.. draft.All("CATEGORIES").SelectMany(property => ContentText.Split(property.Value, ',').Select(part => Text(property, part).Trim())).Where(text => text.Length > 0)],
            Status = Status(),
            Sequence = Sequence(),
            ChangedAt = (Single("LAST-MODIFIED") ?? Single("DTSTAMP")) is { } changed ? _times.Read(changed).Instant : null,
            Line = draft.Line,
        };
    }

    private string Uid()
    {
        var property = Single("UID") ?? throw Missing("UID", "UID, by which events are told apart");
        var uid = Text(property, property.Value).Trim();
        return uid.Length is > 0 and <= MaxUid && !uid.Contains('\n', StringComparison.Ordinal) ? uid : throw Fault(property, $"a text of 1 to {MaxUid} characters on one line");
    }

    private RecurrenceRule? Rule(CalendarTime start)
    {
        if (draft.All("EXRULE").FirstOrDefault() is { } exclusion)
        {
            throw Fault(exclusion, "no EXRULE, which RFC 5545 took out: state the dates as EXDATE");
        }

        if (Single("RRULE") is not { } property)
        {
            return null;
        }

        if (!RecurrenceRule.TryParse(property.Value.Trim(), out var rule, out var fault))
        {
            // The name of a part that nobody knows is the file's.
            throw Fault(property, fault.Part.Length == 0 || fault.Kind == RecurrenceFaultKind.UnknownPart ? fault.Expected : $"{fault.Part}: {fault.Expected}");
        }

        if (rule.Until is { Instant: not null } && start.Clock != CalendarClock.Zone)
        {
            throw Fault(property, start.Clock == CalendarClock.Date ? "UNTIL as a date, as DTSTART is one" : "UNTIL as a time without zone, as DTSTART is one");
        }

        return start.Clock == CalendarClock.Date && EventDates.NamesTimes(rule) ? throw Fault(property, "a rule of whole days, as DTSTART is one") : rule;
    }

    private (Recurrence Recurrence, ImmutableArray<CalendarPeriod> Periods) Recurrence(CalendarTime start, RecurrenceRule? rule)
    {
        var dates = new EventDates(start, rule);
        var periods = ImmutableArray.CreateBuilder<CalendarPeriod>();
        var additions = new List<LocalDateTime>();
        foreach (var property in draft.All("RDATE"))
        {
            foreach (var (time, length) in _times.List(property))
            {
                var local = dates.Of(time, isExclusion: false, out var expected) ?? throw Fault(property, expected, RejectReason.Date);
                additions.Add(local);
                if (length is not null)
                {
                    periods.Add(new CalendarPeriod(local, length));
                }
            }
        }

        var exclusions = new List<LocalDateTime>();
        foreach (var property in draft.All("EXDATE"))
        {
            foreach (var (time, length) in _times.List(property))
            {
                var local = dates.Of(time, isExclusion: true, out var expected);
                exclusions.Add(length is null && local is { } taken ? taken : throw Fault(property, length is null ? expected : "times, not periods", RejectReason.Date));
            }
        }

        var recurrence = new Recurrence(start.Local, rule, additions, exclusions);
        return (recurrence.StartIsInStep ? recurrence : new Recurrence(start.Local, rule, [start.Local, .. additions], exclusions), periods.ToImmutable());
    }

    private Period Length(CalendarTime start)
    {
        if (Single("DTEND") is { } end)
        {
            return Single("DURATION") is { } both ? throw Fault(both, "DTEND or DURATION, not both") : _times.LengthTo(start, end);
        }

        if (Single("DURATION") is not { } property)
        {
            return start.Clock == CalendarClock.Date ? Period.FromDays(1) : Period.Zero;
        }

        if (!CalendarTimes.TryDuration(property.Value.AsSpan().Trim(), out var length))
        {
            throw Fault(property, CalendarTimes.ExpectedDuration, RejectReason.Date);
        }

        return start.Clock == CalendarClock.Date && length.HasTimeComponent ? throw Fault(property, "days or weeks, as DTSTART is a whole day", RejectReason.Date) : length;
    }

    private CalendarTime? Replaces()
    {
        if (Single("RECURRENCE-ID") is not { } property)
        {
            return null;
        }

        return property.Parameter("RANGE") is null ? _times.Read(property) : throw Fault(property, "one occurrence, without RANGE; end the event with UNTIL instead, and begin another one");
    }

    private CalendarStatus? Status()
    {
        if (draft.IsCancelled)
        {
            return CalendarStatus.Cancelled;
        }

        return Single("STATUS") is not { } property ? null : property.Value.Trim().ToUpperInvariant() switch
        {
            "TENTATIVE" => CalendarStatus.Tentative,
            "CONFIRMED" => CalendarStatus.Confirmed,
            "CANCELLED" => CalendarStatus.Cancelled,
            _ => throw Fault(property, "TENTATIVE, CONFIRMED or CANCELLED"),
        };
    }

    private int Sequence() => Single("SEQUENCE") is not { } property ? 0
        : int.TryParse(property.Value.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Fault(property, "a whole number from 0", RejectReason.Number);

    private string Text(ContentProperty property, string written)
    {
        var text = ContentText.Unescape(written) ?? throw Fault(property, ContentText.ExpectedEscape, RejectReason.Text);
        return text.Any(CalendarText.IsUnsayable) ? throw Fault(property, "text without control characters", RejectReason.Text) : text;
    }

    /// <summary>The property of a name that an event may have once; <c>null</c> where it has none.</summary>
    private ContentProperty? Single(string name)
    {
        ContentProperty? single = null;
        foreach (var property in draft.All(name))
        {
            single = single is null ? property : throw Fault(property, $"{name} once in an event");
        }

        return single;
    }

    private ImportFaultException Missing(string name, string expected) => new(fileName, draft.Line, name, expected) { Reason = RejectReason.Missing };

    private ImportFaultException Fault(ContentProperty property, string expected, RejectReason reason = RejectReason.Field) => new(fileName, property.Line, property.Name, expected) { Reason = reason };
}
