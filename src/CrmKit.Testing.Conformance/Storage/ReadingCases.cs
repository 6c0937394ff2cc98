using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>Readings of a part tell what the reading of the whole tells, before a change and after it.</summary>
internal static class ReadingCases
{
    private static readonly LocalDate Day = new(1997, 9, 1);

    public static IEnumerable<ConformanceCase> All =>
    [
        new("Purchases_are_read_without_what_else_happened", PurchasesAsync),
        new("Histories_hold_what_stands_of_each_person_in_order_of_time", HistoriesAsync),
        new("Histories_of_merged_records_are_one_until_the_merge_is_undone", MergedHistoriesAsync),
        new("Rows_of_one_state_are_read_in_the_order_of_all", RowsAsync),
    ];

    private static async Task PurchasesAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var (second, first, given) = (A.Purchase("1", Day.PlusDays(3), 2m, "b"), A.Purchase("1", Day, 1m, "a"), A.Return("1", Day.PlusDays(4), 1m, "r", "b"));
        await test.Store.CommitAsync(new ChangeSet { Events = [second, A.Complaint("1", "c"), first, A.Touch("1"), given] }, cancellationToken).ConfigureAwait(false);
        Expect.Sequence<TimelineEvent>([second, first, given], await PurchasesOfAsync(test, cancellationToken).ConfigureAwait(false), "Purchases and returns in the order of recording");

        var corrected = A.Purchase("1", Day.PlusDays(1), 5m, "b");
        await test.Store.CommitAsync(new ChangeSet { Corrections = [corrected], Retractions = [new EventKey("a")] }, cancellationToken).ConfigureAwait(false);
        await test.ReopenAsync(cancellationToken).ConfigureAwait(false);
        Expect.Sequence<TimelineEvent>([given, corrected], await PurchasesOfAsync(test, cancellationToken).ConfigureAwait(false), "Purchases and returns after a correction and a retraction");
    }

    private static async Task HistoriesAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var (late, early, other) = (A.Purchase("2", Day.PlusDays(3), 2m, "b"), A.Purchase("2", Day, 1m, "a"), A.Purchase("10", Day, 1m, "o"));
        await test.Store.CommitAsync(new ChangeSet { Customers = [A.Customer("3")], Events = [late, early, other] }, cancellationToken).ConfigureAwait(false);
        await ExpectAsync(test, [[other], [early, late]], "Histories in the order of the ids, of those with whom something happened", cancellationToken).ConfigureAwait(false);

        await test.Store.CommitAsync(new ChangeSet { Retractions = [new EventKey("o")], Corrections = [A.Purchase("2", Day.PlusDays(9), 2m, "a")] }, cancellationToken).ConfigureAwait(false);
        await test.ReopenAsync(cancellationToken).ConfigureAwait(false);
        await ExpectAsync(test, [[late, A.Purchase("2", Day.PlusDays(9), 2m, "a")]], "Histories after a correction and a retraction", cancellationToken).ConfigureAwait(false);
    }

    private static async Task MergedHistoriesAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var (own, absorbed) = (A.Purchase("1", Day.PlusDays(3), 2m, "b"), A.Purchase("2", Day, 1m, "a"));
        await test.Store.CommitAsync(new ChangeSet { Customers = [A.Customer("1"), A.Customer("2")], Events = [own, absorbed] }, cancellationToken).ConfigureAwait(false);
        await ExpectAsync(test, [[own], [absorbed]], "Histories of two people", cancellationToken).ConfigureAwait(false);

        await test.Store.MergeAsync("1", "2", cancellationToken).ConfigureAwait(false);
        await ExpectAsync(test, [[absorbed.OnBehalfOf("1"), own]], "The history of one person of two records", cancellationToken).ConfigureAwait(false);

        var since = A.Purchase("2", Day.PlusDays(9), 3m, "s");
        await test.Store.CommitAsync(new ChangeSet { Events = [since] }, cancellationToken).ConfigureAwait(false);
        await ExpectAsync(test, [[absorbed.OnBehalfOf("1"), own, since.OnBehalfOf("1")]], "The history with what was recorded of the absorbed record since", cancellationToken).ConfigureAwait(false);

        await test.Store.UnmergeAsync("2", cancellationToken).ConfigureAwait(false);
        await test.ReopenAsync(cancellationToken).ConfigureAwait(false);
        await ExpectAsync(test, [[own], [absorbed, since]], "Histories after the merge was undone", cancellationToken).ConfigureAwait(false);
    }

    private static async Task RowsAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var store = test.Store;
        PlannedTouch[] touches = [A.PlannedTouch("3", at: A.Noon + Duration.FromDays(1)), A.PlannedTouch("2"), A.PlannedTouch("1"), A.PlannedTouch("1", "2", A.Noon - Duration.FromHours(1))];
        await store.EnqueueAsync(A.Plan(touches), "test", cancellationToken).ConfigureAwait(false);
        await ExpectAsync("once they are enqueued").ConfigureAwait(false);

        var claims = await store.ClaimAsync(2, Duration.FromMinutes(5), cancellationToken).ConfigureAwait(false);
        await ExpectAsync("once two are claimed").ConfigureAwait(false);

        await store.FinishAsync(claims[0], OutboxOutcome.Postponed(A.Noon + Duration.FromDays(2), new Reason(ReasonCodes.QuietHours)), cancellationToken).ConfigureAwait(false);
        await store.FinishAsync(claims[1], OutboxOutcome.Held(new Reason(ReasonCodes.PointGone)), cancellationToken).ConfigureAwait(false);
        await test.ReopenAsync(cancellationToken).ConfigureAwait(false);
        await ExpectAsync("once one is put off and one is held").ConfigureAwait(false);
        var due = await Expect.AllAsync(test.Store.ReadOutboxAsync(OutboxState.Due, cancellationToken), cancellationToken).ConfigureAwait(false);
        Expect.Sequence(["2", "3", "1"], due.Select(row => row.Intent.Key.Customer.Value), "The customers of the rows that are due");

        async Task ExpectAsync(string when)
        {
            var all = await Expect.AllAsync(test.Store.ReadOutboxAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
            foreach (var state in Enum.GetValues<OutboxState>())
            {
                var some = await Expect.AllAsync(test.Store.ReadOutboxAsync(state, cancellationToken), cancellationToken).ConfigureAwait(false);
                Expect.Sequence(all.Where(row => row.State == state), some, $"The rows that are {state}, {when}");
            }
        }
    }

    private static Task<ImmutableArray<TimelineEvent>> PurchasesOfAsync(StoreUnderTest test, CancellationToken cancellationToken) =>
        Expect.AllAsync(test.Store.ReadPurchasesAsync(cancellationToken), cancellationToken);

    private static async Task ExpectAsync(StoreUnderTest test, TimelineEvent[][] expected, string what, CancellationToken cancellationToken)
    {
        var histories = await Expect.AllAsync(test.Store.ReadHistoriesAsync(DateTimeZone.Utc, cancellationToken), cancellationToken).ConfigureAwait(false);
        Expect.Sequence(expected.Select(events => string.Join("; ", events.AsEnumerable())), histories.Select(history => string.Join("; ", history.Events)), what);
        Expect.Sequence(expected.Select(RelationshipSummary.Of), histories.Select(history => history.Summary), what + ", summed up");
    }
}
