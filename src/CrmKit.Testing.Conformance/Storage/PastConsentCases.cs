using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>What was known of consent at a past instant is what the facts told then.</summary>
internal static class PastConsentCases
{
    private static readonly ContactPoint Family = A.Email("family");
    private static readonly Duration Just = Duration.FromTicks(10);

    public static IEnumerable<ConformanceCase> All =>
    [
        StoreScene.Case("Refusal_of_another_at_a_shared_address_closes_the_past_from_its_recording_on", SharedAsync),
        StoreScene.Case("Refusal_of_another_counts_in_the_past_at_addresses_that_were_the_persons_then", MovedAsync),
        StoreScene.Case("Conclusion_of_a_merge_that_was_undone_stands_in_the_past_between", ConcludedAsync),
        StoreScene.Case("Consents_of_a_past_instant_read_as_the_facts_told_them_then_whatever_is_recorded_later", EqualityAsync),
        StoreScene.Case("Consents_of_a_past_instant_of_somebody_unknown_then_are_none", UnknownAsync),
    ];

    private static Customer Member(string id) => A.Customer(id) with { ContactPoints = [Family] };

    private static ConsentEntry Says(string id, ConsentState state, Instant at) => A.Consent(id, state, at) with { Point = Family };

    private static async Task SharedAsync(StoreScene scene)
    {
        await scene.PutAsync(Member("1"), Member("2")).ConfigureAwait(false);
        await scene.SayAsync(Says("1", ConsentState.OptIn, A.Noon), Says("2", ConsentState.OptIn, A.Noon)).ConfigureAwait(false);
        var refused = scene.AdvanceHour();
        var refusal = Says("1", ConsentState.OptOut, A.Noon) with { Point = A.Email("FAMILY"), OccurredAt = A.Noon + Just };
        await scene.SayAsync(refusal).ConfigureAwait(false);
        var agreed = scene.AdvanceHour();
        await scene.SayAsync(Says("2", ConsentState.OptIn, agreed)).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.True(await MayAsync(scene, "2", refused - Just).ConfigureAwait(false), "Before the refusal was recorded");
        Expect.True(!await MayAsync(scene, "2", refused).ConfigureAwait(false), "Once it was");
        Expect.True(!await MayAsync(scene, "2", agreed - Just).ConfigureAwait(false), "Until the owner agreed again");
        Expect.True(await MayAsync(scene, "2", agreed).ConfigureAwait(false), "Once the owner agreed again");
        Expect.True(!await MayAsync(scene, "1", agreed).ConfigureAwait(false), "Who refused and did not");
        Expect.Sequence([new RecordedConsent(refusal, refused)], (await scene.ConsentsAsync("2", refused).ConfigureAwait(false)).RefusalsAtSharedPoints, "The refusals of others");
        Expect.Sequence([], (await scene.ConsentsAsync("1", refused).ConfigureAwait(false)).RefusalsAtSharedPoints, "The refusals of others, for who refused");
    }

    private static async Task MovedAsync(StoreScene scene)
    {
        await scene.PutAsync(Member("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.SayAsync(Says("1", ConsentState.OptOut, A.Noon)).ConfigureAwait(false);
        var moved = scene.AdvanceHour();
        await scene.PutAsync(Member("2")).ConfigureAwait(false);
        var retired = scene.AdvanceHour();
        await scene.PutAsync(Member("2") with { ContactPoints = [new ContactPointRecord(Family, ContactPointStatus.Retired)] }).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.PutAsync(A.Customer("2")).ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        foreach (var (at, count, words) in new[] { (moved - Just, 0, "before the address was the person's"), (moved, 1, "while it was"), (retired - Just, 1, "until it was retired"), (retired, 0, "once it was retired") })
        {
            var known = await scene.ConsentsAsync("2", at).ConfigureAwait(false);
            Expect.Equal(count, known.RefusalsAtSharedPoints.Length, $"Refusals of others {words}");
        }

        Expect.Sequence([Family], KnownConsents.PointsOf((await scene.ConsentsAsync("2", moved).ConfigureAwait(false)).Person), "The address then");
    }

    private static async Task ConcludedAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), Member("2"), Member("3")).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1", ConsentState.OptOut), Says("2", ConsentState.OptIn, A.Noon), Says("3", ConsentState.OptIn, A.Noon)).ConfigureAwait(false);
        var merged = scene.AdvanceHour();
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        var undone = scene.AdvanceHour();
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.ReopenAsync().ConfigureAwait(false);
        foreach (var id in (string[])["2", "3"])
        {
            Expect.True(await MayAsync(scene, id, merged - Just).ConfigureAwait(false), $"{id} before the merge");
            Expect.True(!await MayAsync(scene, id, merged).ConfigureAwait(false), $"{id} at the merge");
            Expect.True(!await MayAsync(scene, id, undone - Just).ConfigureAwait(false), $"{id} until it was undone");
            Expect.True(await MayAsync(scene, id, undone).ConfigureAwait(false), $"{id} once it was undone");
        }

        var between = await scene.ConsentsAsync("2", merged).ConfigureAwait(false);
        Expect.Equal("1", between.Customer.Value, "Whose record it was between");
        Expect.True(between.Consents.Entries.All(recorded => recorded.VoidFrom is null), "Nothing had ended yet");
    }

    private static async Task EqualityAsync(StoreScene scene)
    {
        await scene.PutAsync(Member("1"), Member("2"), A.Customer("3"), A.Customer("4")).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("3"), Says("1", ConsentState.OptOut, A.Noon), Says("2", ConsentState.OptIn, A.Noon), A.Objection("4")).ConfigureAwait(false);
        await scene.MergeAsync("3", "1").ConfigureAwait(false);
        await scene.SayAsync(A.Consent("5", ConsentState.OptOut) with { Point = Family }).ConfigureAwait(false);
        var then = scene.AdvanceHour();
        Dictionary<string, string> before = new(StringComparer.Ordinal);
        foreach (var id in (string[])["1", "2", "3", "4", "5"])
        {
            before[id] = Text(await scene.ConsentsAsync(id, then).ConfigureAwait(false));
            var facts = await scene.FactsAsync(id).ConfigureAwait(false);
            Expect.Equal(Text(facts), before[id], $"What is known now of {id}, and what the facts tell");
        }

        scene.AdvanceHour();
        await scene.UnmergeAsync("1").ConfigureAwait(false);
        await scene.PutAsync(Member("4"), A.Customer("2")).ConfigureAwait(false);
        await scene.SayAsync(A.FreshOptIn("4", scene.Test.Clock.Now), Says("1", ConsentState.OptIn, scene.Test.Clock.Now), Says("2", ConsentState.Objection, scene.Test.Clock.Now)).ConfigureAwait(false);
        await scene.MergeAsync("2", "4").ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.ReopenAsync().ConfigureAwait(false);
        foreach (var (id, text) in before)
        {
            Expect.Equal(text, Text(await scene.ConsentsAsync(id, then).ConfigureAwait(false)), $"What was known of {id}, read later");
        }
    }

    private static async Task UnknownAsync(StoreScene scene)
    {
        scene.AdvanceHour();
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1")).ConfigureAwait(false);
        foreach (var (id, at) in new[] { ("1", A.Noon), ("nobody", scene.AdvanceHour()) })
        {
            var known = await scene.ConsentsAsync(id, at).ConfigureAwait(false);
            Expect.True(known.Person is null && known.Consents.Entries.Count == 0 && known.RefusalsAtSharedPoints.IsEmpty, $"Nothing is known of {id}");
            Expect.Equal(new CustomerId(id), known.Customer, "The id");
        }
    }

    // As the gate would have judged then.
    private static async Task<bool> MayAsync(StoreScene scene, string id, Instant at)
    {
        var known = await scene.ConsentsAsync(id, at).ConfigureAwait(false);
        var facts = new GateFacts
        {
            Customer = known.Customer,
            FactsVersion = 0,
            ReadAt = at,
            Zone = new CustomerZone(DateTimeZone.Utc, ZoneSource.Business),
            Points = KnownConsents.PointsOf(known.Person),
            Consents = known.Consents,
            RefusalsAtSharedPoints = known.RefusalsAtSharedPoints,
        };
        return new ConsentGate().Evaluate(A.Intent(id) with { Point = Family }, facts, at).IsOpen;
    }

    private static string Text(KnownConsents known) => Text(known.Customer, KnownConsents.PointsOf(known.Person), known.Consents, known.RefusalsAtSharedPoints);

    private static string Text(GateFacts facts) => Text(facts.Customer, facts.Points, facts.Consents, facts.RefusalsAtSharedPoints);

    private static string Text(CustomerId id, ImmutableArray<ContactPoint> points, ConsentLedger own, ImmutableArray<RecordedConsent> others) =>
        $"{id} at {string.Join(", ", points.Select(point => point.Address))}\n{string.Join('\n', own.Entries.Select(Line))}\nothers\n{string.Join('\n', others.Select(Line))}";

    private static string Line(RecordedConsent recorded) => $"{recorded} {recorded.Entry.Point.Address}";
}
