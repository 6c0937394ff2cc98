namespace CrmKit.Storage;

/// <content>Statements, suppressions, double opt-ins.</content>
internal sealed partial class MemoryChange
{
    public void AddOptIn(OptInRequest request)
    {
        if (!State.OptIns.ContainsKey(request.Fingerprint))
        {
            Update(request.Customer, person => person);
            State = State with { OptIns = State.OptIns.Add(request.Fingerprint, request) };
        }
    }

    public OptInView? ConfirmOptIn(string fingerprint)
    {
        if (!State.OptIns.TryGetValue(fingerprint, out var request))
        {
            return null;
        }

        var (confirmed, agreement) = request.Confirm(clock, LedgerOf(State, request, now));
        State = State with { OptIns = State.OptIns.SetItem(fingerprint, confirmed) };
        if (agreement is not null)
        {
            Add(StoredForm.Of(agreement with { OccurredAt = now }));
            Settle();
        }

        return View(State, confirmed, clock);
    }

    public static OptInView View(MemoryState state, OptInRequest request, Instant now) =>
        new(request with { Customer = state.PersonOf(request.Customer) }, request.StateAt(now, LedgerOf(state, request, now)));

    private static ConsentLedger LedgerOf(MemoryState state, OptInRequest request, Instant now) =>
        StandingConsents.At(state.ConsentsOf(state.PersonOf(request.Customer)), now);

    private void Add(ConsentEntry entry)
    {
        if (!TryRecord(entry))
        {
            Report = Report with { ConsentsKnown = Report.ConsentsKnown + 1 };
            return;
        }

        Report = Report with { ConsentsAdded = Report.ConsentsAdded + 1 };
        _unsettled.Add(entry.Customer);
        NewFacts(entry.IsRefusal ? OwnersOf(entry.Point).Append(entry.Customer) : [entry.Customer]);
        if (SuppressionRules.BroughtAboutBy(entry) is { } suppression)
        {
            Add(suppression);
        }
    }

    // What a merge concluded is no statement of the person: it ends with the merge, and a statement of the same words does not.
    private bool TryRecord(ConsentEntry entry)
    {
        var isKnown = State.People.GetValueOrDefault(entry.Customer)?.Consents.Exists(known => known.Merge is null && known.Recorded.Entry == entry) == true;
        if (!isKnown)
        {
            Record(new RecordedConsent(entry, now), merge: null);
        }

        return !isKnown;
    }

    private void Record(RecordedConsent recorded, long? merge)
    {
        var entry = recorded.Entry;
        var consent = new MemoryConsent(TakeNumber(), recorded, merge);
        Update(entry.Customer, person => person with { Consents = person.Consents.Add(consent) });
        Mark();
        if (entry.IsRefusal)
        {
            State = State with { RefusedBy = State.RefusedBy.With(entry.Customer, MemoryState.PlaceOf(entry.Point)) };
        }
    }

    private void Add(Suppression suppression) => Suppress(suppression.Point, suppression.Kind, suppression.Customer);

    private void Suppress(ContactPoint point, SuppressionKind kind, params IEnumerable<CustomerId> others)
    {
        ImmutableArray<(SuppressionHash Hash, SuppressionKind Kind)> known = [.. State.SuppressionKeysOf(point, hasher).Where(found => found.Kind == kind)];
        var later = known.Where(found => State.Suppressed[found] < now).ToImmutableArray();
        State = State with { Suppressed = State.Suppressed.SetItems(later.Select(found => KeyValuePair.Create(found, now))) };
        if (known.IsEmpty)
        {
            Report = Report with { SuppressionsAdded = Report.SuppressionsAdded + 1 };
            State = State with { Suppressed = State.Suppressed.Add((hasher.Hash(point), kind), now) };
        }

        if (known.IsEmpty || !later.IsEmpty)
        {
            Mark();
            NewFacts(OwnersOf(point).Concat(others));
        }
    }

    private void NewFactsAt(IEnumerable<ContactPoint> points)
    {
        foreach (var point in points.DistinctBy(MemoryState.PlaceOf))
        {
            NewFacts(OwnersOf(point));
        }
    }

    // An address may be several people's: the facts of each of them change.
    private IEnumerable<CustomerId> OwnersOf(ContactPoint point)
    {
        var place = MemoryState.PlaceOf(point);
        return State.RecordsAt.At(place).Concat(State.RowsAt.At(place).Where(row => State.Row(row)!.ToContact().IsPending).Select(row => row.Customer));
    }
}
