using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>What happened is kept in order, once, and never overwritten.</summary>
internal static class TimelineCases
{
    private static readonly LocalDate Day = new(1997, 9, 1);

    public static IEnumerable<ConformanceCase> All =>
    [
        new("Events_are_read_in_the_order_of_recording", OrderAsync),
        new("Event_with_instants_below_the_microsecond_is_truncated_on_entry", TruncationAsync),
        new("Event_known_with_the_same_content_changes_nothing", IdempotenceAsync),
        new("Purchase_known_at_another_time_of_day_changes_nothing", TimeOfDayAsync),
        new("Event_known_with_other_content_is_refused_and_leaves_nothing", ConflictAsync),
        new("Touch_from_outside_counts_as_a_contact_and_changes_the_facts", ForeignTouchAsync),
        new("Event_of_a_type_that_stores_do_not_know_is_refused", UnknownTypeAsync),
    ];

    private static async Task OrderAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var late = A.Purchase("2", Day.PlusDays(3), 1.50m);
        var early = A.Purchase("1", Day, 0m);
        var ancient = A.Purchase("2", new LocalDate(1905, 3, 1), Purchase.MaxAmount - 0.000000000001m);
        await test.Store.CommitAsync(new ChangeSet { Events = [late, early] }, cancellationToken).ConfigureAwait(false);
        var later = test.Clock.Advance(Duration.FromSeconds(1));
        await test.Store.CommitAsync(new ChangeSet { Events = [ancient] }, cancellationToken).ConfigureAwait(false);
        await test.ReopenAsync(cancellationToken).ConfigureAwait(false);

        var all = await Expect.AllAsync(test.Store.ReadEventsAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        Expect.Sequence([new(late, A.Noon), new(early, A.Noon), new RecordedEvent(ancient, later)], all, "All events");
        var own = await Expect.AllAsync(test.Store.ReadEventsAsync("2", cancellationToken), cancellationToken).ConfigureAwait(false);
        Expect.Sequence([new(late, A.Noon), new RecordedEvent(ancient, later)], own, "The events of one customer");
        var facts = await test.Store.LoadFactsAsync("2", DateTimeZone.Utc, cancellationToken).ConfigureAwait(false);
        Expect.Equal(0, facts.FactsVersion, "The facts version, which a purchase does not touch");
    }

    private static async Task TruncationAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var exact = Instant.FromUnixTimeMilliseconds(-1) + Duration.FromNanoseconds(-500);
        test.Clock.Now = A.Noon + Duration.FromNanoseconds(1999);
        var purchase = new Purchase(new EventKey("x"), "1", exact, Day, new Money(1m, Currency.Eur));
        await test.Store.CommitAsync(new ChangeSet { Events = [purchase] }, cancellationToken).ConfigureAwait(false);
        var again = await test.Store.CommitAsync(new ChangeSet { Events = [purchase] }, cancellationToken).ConfigureAwait(false);
        Expect.Equal(1, again.EventsKnown, "Events known at the second commit of an instant that was truncated");

        var all = await Expect.AllAsync(test.Store.ReadEventsAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        Expect.Equal(Instant.FromUnixTimeTicks(-10_010), all.Single().Event.OccurredAt, "An instant before the epoch, truncated towards the past");
        Expect.Equal(A.Noon + Duration.FromNanoseconds(1000), all.Single().RecordedAt, "The store's clock, truncated");
    }

    private static async Task IdempotenceAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var change = new ChangeSet { Events = [A.Purchase("1", Day, 1.5m, "k"), A.Purchase("1", Day, 1.50m, "k")] };
        var first = await test.Store.CommitAsync(change, cancellationToken).ConfigureAwait(false);
        Expect.Equal(new CommitReport { EventsAdded = 1, EventsKnown = 1 }, first, "One event twice in a commit, 1.5 and 1.50 being one amount");
        await test.ReopenAsync(cancellationToken).ConfigureAwait(false);
        var second = await test.Store.CommitAsync(change, cancellationToken).ConfigureAwait(false);
        Expect.Equal(new CommitReport { EventsKnown = 2 }, second, "The same commit a second time");
        Expect.True(second.IsUnchanged, "The second report says that nothing changed");
    }

    private static async Task TimeOfDayAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var money = new Money(1.5m, Currency.Usd);
        Purchase In(string zone, LocalDate day) => Purchase.OnDay(new EventKey("k"), "1", day, money, DateTimeZoneProviders.Tzdb[zone]);
        var first = In("Europe/Berlin", Day);
        await test.Store.CommitAsync(new ChangeSet { Events = [first] }, cancellationToken).ConfigureAwait(false);
        await test.ReopenAsync(cancellationToken).ConfigureAwait(false);

        var again = await test.Store.CommitAsync(new ChangeSet { Events = [In("America/New_York", Day)] }, cancellationToken).ConfigureAwait(false);
        Expect.Equal(new CommitReport { EventsKnown = 1 }, again, "A purchase of the same day after the business's zone was set otherwise");
        var events = await Expect.AllAsync(test.Store.ReadEventsAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        Expect.Sequence([new RecordedEvent(first, A.Noon)], events, "The events, with the time of day that was recorded first");
        await RefusedAsync(In("Europe/Berlin", Day.PlusDays(1)), "Another day under a known key").ConfigureAwait(false);
        await RefusedAsync(new Purchase(new EventKey("k"), "2", first.OccurredAt, Day, money), "Another customer under a known key").ConfigureAwait(false);
        await RefusedAsync(new Purchase(new EventKey("k"), "1", first.OccurredAt, Day, new Money(1.5m, Currency.Eur)), "Another currency under a known key").ConfigureAwait(false);

        async Task RefusedAsync(Purchase other, string what) =>
            await Expect.ThrowsAsync<EventConflictException>(() => test.Store.CommitAsync(new ChangeSet { Events = [other] }, cancellationToken), what).ConfigureAwait(false);
    }

    private static async Task ConflictAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        const string Key = "shop:1@example.com";
        await test.Store.CommitAsync(new ChangeSet { Events = [A.Purchase("1", Day, 1m, Key)] }, cancellationToken).ConfigureAwait(false);
        var change = new ChangeSet
        {
            Customers = [A.Customer("1")],
            Consents = [A.Consent("1")],
            Suppressions = [new Suppression("1", A.Email("1"))],
            Events = [A.Purchase("1", Day, 5m, "before"), A.Purchase("1", Day, 2m, Key)],
        };
        var conflict = await Expect.ThrowsAsync<EventConflictException>(() => test.Store.CommitAsync(change, cancellationToken), "Another amount under a known key").ConfigureAwait(false);
        Expect.Equal(new EventKey(Key), conflict.Key, "The key in conflict");
        Expect.True(!conflict.Message.Contains(Key, StringComparison.Ordinal), "The message leaves out the key, which may hold an address");
        await CommitCases.ExpectOnlyAsync(test, [A.Purchase("1", Day, 1m, Key)], cancellationToken).ConfigureAwait(false);
    }

    private static async Task ForeignTouchAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var touch = new Touch(new EventKey("mailer:1"), "1", A.Noon, new TouchKey("1", "newsletter", "7"), TouchClass.Promotional, Channel.Email);
        await test.Store.CommitAsync(new ChangeSet { Events = [touch] }, cancellationToken).ConfigureAwait(false);
        var facts = await test.Store.LoadFactsAsync("1", DateTimeZone.Utc, cancellationToken).ConfigureAwait(false);
        Expect.Sequence([new ContactRecord(touch.Touched, A.Noon, TouchClass.Promotional, Channel.Email)], facts.Contacts, "The contacts");
        Expect.Equal(1, facts.FactsVersion, "The facts version");
        var events = await Expect.AllAsync(test.Store.ReadEventsAsync("1", cancellationToken), cancellationToken).ConfigureAwait(false);
        Expect.Sequence([new RecordedEvent(touch, A.Noon)], events, "The timeline");
    }

    private static async Task UnknownTypeAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var change = new ChangeSet { Events = [A.Purchase("1", Day), new Rumour(new EventKey("r"), "1", A.Noon)] };
        await Expect.ThrowsAsync<ArgumentException>(() => test.Store.CommitAsync(change, cancellationToken), "An event of a program's own type").ConfigureAwait(false);
        await CommitCases.ExpectOnlyAsync(test, [], cancellationToken).ConfigureAwait(false);
    }

    private sealed record Rumour(EventKey Key, CustomerId Customer, Instant OccurredAt) : TimelineEvent(Key, Customer, OccurredAt);
}
