using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>A plan is handed over once, with its decisions.</summary>
internal static class EnqueueCases
{
    public static IEnumerable<ConformanceCase> All =>
    [
        new("Plan_enqueued_twice_adds_its_effects_once", TwiceAsync),
        new("Row_reads_back_as_it_was_planned", RoundTripAsync),
        new("Rows_are_read_by_due_time_and_then_by_key", OrderAsync),
        new("Rows_due_at_one_instant_are_claimed_in_a_fixed_order", TiesAsync),
        new("Held_row_is_tried_again_after_another_planning", HeldAsync),
        new("Decisions_are_kept_and_read_oldest_first", DecisionsAsync),
    ];

    private static async Task TwiceAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var plan = A.Plan(A.PlannedTouch("1"), A.PlannedTouch("2"), A.PlannedTouch("1"));
        var first = await test.Store.EnqueueAsync(plan, "v1", cancellationToken).ConfigureAwait(false);
        Expect.Equal(new EnqueueReport(2, 1), first, "The report of a plan that names one effect twice");
        await test.ReopenAsync(cancellationToken).ConfigureAwait(false);
        var before = await RowsAsync(test, cancellationToken).ConfigureAwait(false);
        var second = await test.Store.EnqueueAsync(plan, "v2", cancellationToken).ConfigureAwait(false);
        Expect.Equal(new EnqueueReport(0, 3), second, "The report of the same plan under another policy");
        Expect.Sequence(before, await RowsAsync(test, cancellationToken).ConfigureAwait(false), "The rows after the second time");
        var facts = await test.Store.LoadFactsAsync("1", DateTimeZone.Utc, cancellationToken).ConfigureAwait(false);
        Expect.Equal(1, facts.FactsVersion, "The facts version, which the second time leaves alone");
    }

    private static async Task RoundTripAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var touch = A.PlannedTouch("1", "1997-10-01", A.Noon + Duration.FromNanoseconds(1500)) with
        {
            Intent = new TouchIntent(
                new TouchKey("1", ReasonCodes.Birthday, "1997-10-01"),
                TouchClass.Relationship,
                Purpose.Greetings,
                ContactPoint.Parse(Channel.Post, "Übergasse 1\n12345 Example"),
                A.Noon + Duration.FromDays(1)),
            Reason = new Reason(
                ReasonCodes.Birthday,
                ReasonArgument.Of("text", "\"quoted\" – ü"),
                ReasonArgument.Of("whole", long.MinValue),
                ReasonArgument.Of("real", 0.1),
                ReasonArgument.Of("day", new LocalDate(1997, 10, 1)),
                ReasonArgument.Of("instant", A.Noon + Duration.FromNanoseconds(1)),
                ReasonArgument.Of("money", new Money(12.340m, Currency.Eur))),
        };
        await test.Store.EnqueueAsync(A.Plan(touch), "policy 7", cancellationToken).ConfigureAwait(false);
        await test.ReopenAsync(cancellationToken).ConfigureAwait(false);
        var expected = new OutboxRow
        {
            Intent = touch.Intent,
            Reason = touch.Reason,
            PolicyVersion = "policy 7",
            DueAt = A.Noon + Duration.FromNanoseconds(1000),
            State = OutboxState.Due,
            ChangedAt = A.Noon,
        };
        Expect.Sequence([expected], await RowsAsync(test, cancellationToken).ConfigureAwait(false), "The row");
    }

    private static async Task OrderAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        PlannedTouch[] sorted =
        [
            A.PlannedTouch("z", at: A.Noon - Duration.FromHours(1)),
            A.PlannedTouch("1", "2"),
            A.PlannedTouch("1", "3"),
            A.PlannedTouch("10", "1"),
            A.PlannedTouch("2", "1"),
            A.PlannedTouch("a", at: A.Noon + Duration.FromHours(1)),
        ];
        await test.Store.EnqueueAsync(A.Plan(sorted.Reverse()), "test", cancellationToken).ConfigureAwait(false);
        var rows = await RowsAsync(test, cancellationToken).ConfigureAwait(false);
        Expect.Sequence(sorted.Select(touch => touch.Intent.Key), rows.Select(row => row.Intent.Key), "The keys of all rows");

        var two = await test.Store.ClaimAsync(2, Duration.FromMinutes(1), cancellationToken).ConfigureAwait(false);
        var rest = await test.Store.ClaimAsync(100, Duration.FromMinutes(1), cancellationToken).ConfigureAwait(false);
        var claimed = two.Concat(rest).Select(claim => claim.Row.Intent.Key).ToArray();
        Expect.Equal(sorted[0].Intent.Key, claimed[0], "The earliest row is claimed first");
        var due = sorted[..5].Select(touch => touch.Intent.Key).ToHashSet();
        Expect.True(claimed.Length == 5 && due.SetEquals(claimed), "All rows are claimed but the one that is not due");
        Expect.Equal(2, two.Length, "How many were claimed of at most two");
    }

    private static async Task TiesAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        string[] people = ["b", "a", "B", "10", "9", "ä", "\uFF21", "\U0001F600"];
        await test.Store.EnqueueAsync(A.Plan(people.Select(id => A.PlannedTouch("1") with { Intent = A.Intent("1") with { Key = new TouchKey(id, "tie", "1") } })), "test", cancellationToken).ConfigureAwait(false);
        var first = await ClaimAllAsync(3).ConfigureAwait(false);
        Expect.True(people.ToHashSet(StringComparer.Ordinal).SetEquals(first), "Every row is claimed");
        test.Clock.Advance(Duration.FromHours(1));
        await test.ReopenAsync(cancellationToken).ConfigureAwait(false);
        Expect.Sequence(first, await ClaimAllAsync(5).ConfigureAwait(false), "The order of the second claims, which take other numbers at a time");

        async Task<string[]> ClaimAllAsync(int max)
        {
            List<string> order = [];
            while (await test.Store.ClaimAsync(max, Duration.FromHours(1), cancellationToken).ConfigureAwait(false) is { IsEmpty: false } claims)
            {
                order.AddRange(claims.Select(claim => claim.Row.Intent.Key.Customer.Value));
            }

            return [.. order];
        }
    }

    private static async Task HeldAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        await test.Store.EnqueueAsync(A.Plan(A.PlannedTouch("1")), "v1", cancellationToken).ConfigureAwait(false);
        var claim = (await test.Store.ClaimAsync(1, Duration.FromMinutes(1), cancellationToken).ConfigureAwait(false)).Single();
        var reason = new Reason(ReasonCodes.MissingValue, ReasonArgument.Of("missing", "given-name"));
        Expect.True(await test.Store.FinishAsync(claim, OutboxOutcome.Held(reason), cancellationToken).ConfigureAwait(false), "The row is held");
        var held = await test.Store.LoadFactsAsync("1", DateTimeZone.Utc, cancellationToken).ConfigureAwait(false);
        Expect.True(held.Decided.IsEmpty && held.Commitments.IsEmpty, "A held effect is neither decided nor promised");
        Expect.Equal(reason, (await RowsAsync(test, cancellationToken).ConfigureAwait(false)).Single().StateReason, "Why it is held");

        var now = test.Clock.Advance(Duration.FromDays(1));
        var again = A.PlannedTouch("1", at: now);
        var report = await test.Store.EnqueueAsync(A.Plan(again), "v2", cancellationToken).ConfigureAwait(false);
        Expect.Equal(new EnqueueReport(1, 0), report, "The report of the planning after it");
        var row = (await RowsAsync(test, cancellationToken).ConfigureAwait(false)).Single();
        var expected = new OutboxRow { Intent = again.Intent, Reason = again.Reason, PolicyVersion = "v2", DueAt = now, State = OutboxState.Due, ChangedAt = now };
        Expect.Equal(expected, row, "The row, due again");
    }

    private static async Task DecisionsAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var refused = A.Decision(A.PlannedTouch("1")) with
        {
            OpensAt = A.Noon + Duration.FromDays(3),
            Outcome = PlanOutcome.Refused,
            Rule = "consent",
            DecidedBecause = new Reason(ReasonCodes.ConsentMissing, ReasonArgument.Of("purpose", "marketing"), ReasonArgument.Of("channel", "Email")),
            FactsVersion = 41,
        };
        var later = A.Decision(A.PlannedTouch("1", "2"), A.Noon + Duration.FromHours(1));
        var other = A.Decision(A.PlannedTouch("2"));
        await test.Store.EnqueueAsync(A.Plan() with { Decisions = [refused, other] }, "test", cancellationToken).ConfigureAwait(false);
        await test.Store.EnqueueAsync(A.Plan() with { Decisions = [later] }, "test", cancellationToken).ConfigureAwait(false);
        await test.ReopenAsync(cancellationToken).ConfigureAwait(false);
        var decisions = await Expect.AllAsync(test.Store.ReadDecisionsAsync("1", cancellationToken), cancellationToken).ConfigureAwait(false);
        Expect.Sequence([refused, later], decisions, "The decisions about one customer");
        var facts = await test.Store.LoadFactsAsync("1", DateTimeZone.Utc, cancellationToken).ConfigureAwait(false);
        Expect.Equal(0, facts.FactsVersion, "The facts version, which a decision alone does not touch");
    }

    private static Task<ImmutableArray<OutboxRow>> RowsAsync(StoreUnderTest test, CancellationToken cancellationToken) =>
        Expect.AllAsync(test.Store.ReadOutboxAsync(cancellationToken), cancellationToken);
}
