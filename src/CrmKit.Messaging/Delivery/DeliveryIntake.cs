using CrmKit.Storage;

namespace CrmKit.Messaging;

/// <summary>Makes delivery reports count: what a dead address, a complaint, repeated failures change of a person's facts.</summary>
/// <remarks>
/// <para>
/// A report counts where the Message-ID in it is one that the key ring signed (<see cref="MessageIds"/>) and the store has the outbox row of that message. What changes is the address that the
/// row was sent to, whatever the report says of recipients. All else is counted and changes nothing.
/// </para>
/// <para>
/// Hard: the address is suppressed as undeliverable, in one transaction that fences every dispatcher. Complaint: an <see cref="ConsentState.Objection"/> of the person at the address, which
/// suppresses it for all that is not service. Soft: after several different messages the address is <see cref="ContactPointStatus.Bouncing"/> in the records that have it; they are counted in
/// memory, and a restart begins anew. Delivered: a bouncing address is active again. A report that comes twice changes nothing the second time. Thread-safe.
/// </para>
/// <para>The outbox is read once a call, as a stream: hand over reports in batches.</para>
/// </remarks>
public sealed class DeliveryIntake
{
    private const string Source = "feedback report";

    private readonly ICrmStore _store;
    private readonly MessageIds _ids;
    private readonly SoftBounceCounts _softBounces;

    /// <summary>Creates an intake.</summary>
    /// <param name="store">The store with the outbox.</param>
    /// <param name="keys">The keys that the sender signs with.</param>
    /// <param name="options">What counts as repeated.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public DeliveryIntake(ICrmStore store, IKeyRing keys, DeliveryIntakeOptions options)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(options);
        _store = store;

        // Read alone, so that the domain is never written.
        _ids = new MessageIds(keys, "localhost");
        _softBounces = new SoftBounceCounts(options.Checked());
    }

    /// <summary>Applies reports, each by itself and in their order.</summary>
    /// <param name="reports">What was read: <see cref="DeliveryReportReader"/>.</param>
    /// <param name="cancellationToken">Stops between two reports.</param>
    /// <exception cref="CrmStoreException">The store failed; what was applied before stays, and applying it again changes nothing.</exception>
    public async Task<DeliveryIntakeReport> ApplyAsync(IReadOnlyCollection<DeliveryReport> reports, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reports);
        List<(DeliveryReport Report, string? Id)> verified = [.. reports.Select(report => (report, Says(report) ? _ids.Verified(report.MessageId) : null))];
        var rows = await FindAsync(verified.Select(pair => pair.Id).OfType<string>().ToHashSet(StringComparer.Ordinal), cancellationToken).ConfigureAwait(false);
        var done = new DeliveryIntakeReport();
        foreach (var (report, id) in verified)
        {
            cancellationToken.ThrowIfCancellationRequested();
            done = report.Kind switch
            {
                DeliveryKind.NotAReport => done with { NotReports = done.NotReports + 1 },
                DeliveryKind.AutomaticReply => done with { AutomaticReplies = done.AutomaticReplies + 1 },
                _ when id is null => done with { Unverified = done.Unverified + 1 },
                _ when !rows.TryGetValue(id, out var row) => done with { Unknown = done.Unknown + 1 },
                _ => await ApplyAsync(report.Kind, id, rows[id], done, cancellationToken).ConfigureAwait(false),
            };
        }

        return done;
    }

    private static bool Says(DeliveryReport report) => report.Kind is not (DeliveryKind.NotAReport or DeliveryKind.AutomaticReply);

    private async Task<DeliveryIntakeReport> ApplyAsync(DeliveryKind kind, string id, TouchIntent row, DeliveryIntakeReport done, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case DeliveryKind.Hard:
                await _store.CommitAsync(new ChangeSet { Suppressions = [new Suppression(row.Key.Customer, row.Point)] }, cancellationToken).ConfigureAwait(false);
                return done with { Hard = done.Hard + 1 };
            case DeliveryKind.Complaint:
                await ObjectAsync(row, id, cancellationToken).ConfigureAwait(false);
                return done with { Complaints = done.Complaints + 1 };
            case DeliveryKind.Soft:
                if (_softBounces.Add(row.Point, id, _store.Clock.GetCurrentInstant()))
                {
                    await SetStatusAsync(row, ContactPointStatus.Bouncing, cancellationToken).ConfigureAwait(false);
                }

                return done with { Soft = done.Soft + 1 };
            default:
                _softBounces.Clear(row.Point);
                await SetStatusAsync(row, ContactPointStatus.Active, cancellationToken).ConfigureAwait(false);
                return done with { Delivered = done.Delivered + 1 };
        }
    }

    /// <summary>The contacts that messages were about. A row is told of the person; its message was named after the record that it was made for.</summary>
    private async Task<Dictionary<string, TouchIntent>> FindAsync(HashSet<string> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, TouchIntent>(StringComparer.Ordinal);
        if (ids.Count == 0)
        {
            return found;
        }

        var records = (await PersonsAsync(cancellationToken).ConfigureAwait(false)).ToLookup(pair => pair.Value, pair => pair.Key);
        await foreach (var row in _store.ReadOutboxAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var customer in records[row.Intent.Key.Customer].Append(row.Intent.Key.Customer))
            {
                var id = MessageId.Of(row.Intent.Key.OnBehalfOf(customer));
                if (row.Attempts > 0 && row.Intent.Point.Channel == Channel.Email && ids.Contains(id))
                {
                    found[id] = row.Intent;
                }
            }
        }

        return found;
    }

    /// <summary>The person of every record that is absorbed now.</summary>
    private async Task<ImmutableDictionary<CustomerId, CustomerId>> PersonsAsync(CancellationToken cancellationToken) =>
        (await _store.ReadMergesAsync(cancellationToken).ConfigureAwait(false)).PersonsAt(Instant.MaxValue);

    private async Task ObjectAsync(TouchIntent row, string id, CancellationToken cancellationToken)
    {
        var evidence = new ConsentEvidence(EvidenceKind.Reported, "message " + id);
        var facts = await _store.LoadFactsAsync(row.Key.Customer, DateTimeZone.Utc, cancellationToken).ConfigureAwait(false);
        if (facts.Consents.Entries.Any(known => known.Entry.State == ConsentState.Objection && known.Entry.Evidence == evidence && known.Entry.Point.Reaches(row.Point)))
        {
            return;
        }

        var entry = new ConsentEntry(row.Key.Customer, row.Point, row.Purpose, ConsentState.Objection, _store.Clock.GetCurrentInstant(), Source) { Evidence = evidence };
        await _store.CommitAsync(new ChangeSet { Consents = [entry] }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Active and bouncing change into each other; what is known to be dead, retired or unverified stays so.</summary>
    private async Task SetStatusAsync(TouchIntent row, ContactPointStatus status, CancellationToken cancellationToken)
    {
        var other = status == ContactPointStatus.Active ? ContactPointStatus.Bouncing : ContactPointStatus.Active;
        var persons = await PersonsAsync(cancellationToken).ConfigureAwait(false);
        var people = (await _store.FindByPointAsync(row.Point, cancellationToken).ConfigureAwait(false)).Append(row.Key.Customer).ToHashSet();
        foreach (var id in persons.Where(pair => people.Contains(pair.Value)).Select(pair => pair.Key).Concat(people).ToHashSet())
        {
            if (await _store.FindRecordAsync(id, cancellationToken).ConfigureAwait(false) is { Customer: var customer }
                && customer.ContactPoints.Any(point => point.Status == other && point.Point.Reaches(row.Point)))
            {
                var points = customer.ContactPoints.Select(point => point.Status == other && point.Point.Reaches(row.Point) ? point with { Status = status } : point);
                await _store.CommitAsync(new ChangeSet { Customers = [customer with { ContactPoints = [.. points] }] }, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
