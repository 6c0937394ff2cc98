using System.Runtime.CompilerServices;
using CrmKit.Calendars;
using CrmKit.Import;
using CrmKit.Storage;

namespace CrmKit.Desk;

/// <content>What staff see in their own calendar program.</content>
public sealed partial class CrmDesk
{
    private const int MaxCalendarDays = 366;
    private const string BirthdayOccasion = "birthday";

    private static readonly GateList Objections = new(new SuppressionGate(), new ConsentGate());

    /// <summary>Writes the contacts of today and later, what is promised and has not left, and birthdays as an iCalendar file.</summary>
    /// <remarks>
    /// A contact that will never leave is called off, one that waits for something is tentative. A birthday comes round every year in the program that loads the file. People who refused greetings or
    /// objected to contact are not among them: a reminder would lead staff to do by hand what the gates forbid.
    /// </remarks>
    /// <param name="request">Which file.</param>
    /// <param name="cancellationToken">Stops the work; a file that is not complete is not put in place.</param>
    /// <exception cref="ArgumentOutOfRangeException">The request's days are outside 0 to 366.</exception>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task<CalendarReport> WriteCalendarAsync(CalendarRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.Path, nameof(request));
        if (request.Days is < 0 or > MaxCalendarDays)
        {
            throw new ArgumentOutOfRangeException(nameof(request), request.Days, $"Days must be 0 to {MaxCalendarDays}.");
        }

        long birthdays = 0;
        long contacts = 0;
        await WriteAsync(request.Path, stream => CalendarWriter.WriteAsync(Entries(), stream, _store.Clock.GetCurrentInstant(), _options.BusinessName, cancellationToken)).ConfigureAwait(false);
        return new CalendarReport(contacts, birthdays);

        async IAsyncEnumerable<CalendarEntry> Entries()
        {
            await foreach (var entry in ContactEntriesAsync(request, cancellationToken).ConfigureAwait(false))
            {
                contacts++;
                yield return entry;
            }

            await foreach (var person in BirthdayEntriesAsync(request, cancellationToken).ConfigureAwait(false))
            {
                birthdays++;
                foreach (var entry in person)
                {
                    yield return entry;
                }
            }
        }
    }

    private async IAsyncEnumerable<CalendarEntry> ContactEntriesAsync(CalendarRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var today = _options.BusinessZone.StartOf(Today);
        await foreach (var row in _store.ReadOutboxAsync(cancellationToken).ConfigureAwait(false))
        {
            if (row.DueAt < today && row.State is not (OutboxState.Due or OutboxState.Claimed or OutboxState.Sending))
            {
                continue;
            }

            var name = request.NamesPeople ? Named(row.Intent.Key.Customer, await _store.FindCustomerAsync(row.Intent.Key.Customer, cancellationToken).ConfigureAwait(false)) : null;
            yield return CalendarEntries.OfContact(row.Intent, row.Reason, row.DueAt, name, request.UidSecret.Span) with
            {
                Description = row.StateReason is { } why ? EnglishReasons.Render(why) : null,
                Status = row.State switch
                {
                    OutboxState.Dead => CalendarStatus.Cancelled,
                    OutboxState.Held or OutboxState.Uncertain => CalendarStatus.Tentative,
                    _ => CalendarStatus.Confirmed,
                },
                ChangedAt = row.ChangedAt,
            };
        }
    }

    private async IAsyncEnumerable<ImmutableArray<CalendarEntry>> BirthdayEntriesAsync(CalendarRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var today = Today;
        await foreach (var (person, facts) in PeopleAsync(cancellationToken).ConfigureAwait(false))
        {
            if (person.Birthday is { } birthday
                && new AnnualOccasion(birthday.Day, _options.Birthdays.LeapDay) is var occasion
                && Period.DaysBetween(today, occasion.NextOnOrAfter(today)) < request.Days
                && !RefusesGreetings(facts))
            {
                var entries = CalendarEntries.OfOccasion(person.Id, BirthdayOccasion, occasion, request.NamesPeople ? Named(person.Id, person) : null, request.UidSecret.Span);
                var changed = (await _store.FindRecordAsync(person.Id, cancellationToken).ConfigureAwait(false))?.RecordedAt;
                yield return [.. entries.Select(entry => entry with { ChangedAt = changed })];
            }
        }
    }

    private bool RefusesGreetings(GateFacts facts)
    {
        var key = new TouchKey(facts.Customer, ReasonCodes.Birthday, BirthdayOccasion);
        return facts.Points.Any(point =>
            Objections.Evaluate(new TouchIntent(key, TouchClass.Relationship, _options.Birthdays.Purpose, point, Instant.MaxValue), facts, facts.ReadAt).Reason.Code is ReasonCodes.Suppressed or ReasonCodes.ConsentRefused);
    }

    private static string Named(CustomerId id, Customer? person) => person switch
    {
        { Name: { Length: > 0 } name } => name,
        { GivenName: not null } or { FamilyName: not null } => string.Join(' ', new[] { person.GivenName, person.FamilyName }.Where(part => part is not null)),
        _ => id.Value,
    };
}
