using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>A double opt-in counts once it is confirmed, and nothing but that confirms it.</summary>
internal static class OptInCases
{
    public static IEnumerable<ConformanceCase> All =>
    [
        StoreScene.Case("Opt_in_reads_back_as_it_was_asked_for_and_looking_changes_nothing", LookAsync),
        StoreScene.Case("Opt_in_that_nobody_asked_for_is_not_found_and_cannot_be_confirmed", UnknownAsync),
        StoreScene.Case("Opt_in_confirmed_is_a_proven_agreement_and_opens_a_suppressed_point", ConfirmAsync),
        StoreScene.Case("Opt_in_confirmed_a_second_time_adds_nothing", TwiceAsync),
        StoreScene.Case("Opt_in_too_late_by_the_clock_of_the_store_gives_nothing", LateAsync),
        StoreScene.Case("Opt_in_is_void_after_a_refusal", WithdrawnAsync),
        StoreScene.Case("Opt_in_with_a_known_fingerprint_changes_nothing", KnownAsync),
        StoreScene.Case("Opt_in_that_is_confirmed_or_out_of_order_is_refused", RefusedAsync),
        StoreScene.Case("Opt_in_counts_for_the_person_and_stays_with_its_record", MergedAsync),
        StoreScene.Case("Opt_in_is_not_withdrawn_by_what_an_undone_merge_concluded", UndoneMergeAsync),
    ];

    private static async Task LookAsync(StoreScene scene)
    {
        var request = A.OptInRequest("1", at: A.Noon + Duration.FromNanoseconds(1500)) with { Topic = new Topic("garden"), Wording = "newsletter-3" };
        await scene.AddOptInAsync(request).ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        var version = await scene.VersionAsync("1").ConfigureAwait(false);
        var stored = request with { RequestedAt = A.Noon + Duration.FromNanoseconds(1000), ExpiresAt = A.Noon + Duration.FromDays(7) + Duration.FromNanoseconds(1000) };
        for (var look = 0; look < 3; look++)
        {
            Expect.Equal(new OptInView(stored, OptInState.Requested), await scene.FindOptInAsync().ConfigureAwait(false), "The request");
        }

        var facts = await scene.FactsAsync("1").ConfigureAwait(false);
        Expect.True(facts.Consents.Entries.Count == 0 && facts.FactsVersion == version, "Looking said nothing and changed nothing");
    }

    private static async Task UnknownAsync(StoreScene scene)
    {
        await scene.AddOptInAsync(A.OptInRequest("1")).ConfigureAwait(false);
        Expect.Equal(null, await scene.FindOptInAsync(2).ConfigureAwait(false), "What is found");
        Expect.Equal(null, await scene.ConfirmAsync(2).ConfigureAwait(false), "What is confirmed");
        Expect.Equal(OptInState.Requested, (await scene.FindOptInAsync().ConfigureAwait(false))?.State, "The other request");
    }

    private static async Task ConfirmAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        await scene.SayAsync(A.Objection("1")).ConfigureAwait(false);
        await scene.AddOptInAsync(A.OptInRequest("1") with { Wording = "newsletter-3" }).ConfigureAwait(false);
        var version = await scene.VersionAsync("1").ConfigureAwait(false);
        var at = scene.AdvanceHour();
        var view = await scene.ConfirmAsync().ConfigureAwait(false);
        Expect.True(view?.State == OptInState.Confirmed && view.Request.ConfirmedAt == at, "It is confirmed at the clock of the store");
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Equal(view, await scene.FindOptInAsync().ConfigureAwait(false), "The request afterwards");
        var facts = await scene.FactsAsync("1").ConfigureAwait(false);
        var (_, agreement) = (A.OptInRequest("1") with { Wording = "newsletter-3" }).Confirm(at, ConsentLedger.Empty);
        Expect.Equal(new RecordedConsent(agreement!, at), facts.Consents.Entries[^1], "The agreement");
        Expect.True(facts.FactsVersion > version, "The facts changed");
        Expect.True(await scene.MayLeaveAsync("1").ConfigureAwait(false), "Contact is permitted");
    }

    private static async Task TwiceAsync(StoreScene scene)
    {
        await scene.AddOptInAsync(A.OptInRequest("1")).ConfigureAwait(false);
        var first = await scene.ConfirmAsync().ConfigureAwait(false);
        var version = await scene.VersionAsync("1").ConfigureAwait(false);
        scene.AdvanceHour();
        Expect.Equal(first, await scene.ConfirmAsync().ConfigureAwait(false), "The second confirmation");
        var facts = await scene.FactsAsync("1").ConfigureAwait(false);
        Expect.True(facts.Consents.Entries.Count == 1 && facts.FactsVersion == version, "The second one added nothing");
    }

    private static async Task LateAsync(StoreScene scene)
    {
        await scene.AddOptInAsync(A.OptInRequest("1")).ConfigureAwait(false);
        scene.Advance(Duration.FromDays(7) - Duration.FromMilliseconds(1));
        Expect.Equal(OptInState.Requested, (await scene.FindOptInAsync().ConfigureAwait(false))?.State, "Where it stands just before its end");
        scene.Advance(Duration.FromMilliseconds(1));
        Expect.Equal(OptInState.Expired, (await scene.ConfirmAsync().ConfigureAwait(false))?.State, "Where it stands at its end");
        Expect.Equal(0, (await scene.FactsAsync("1").ConfigureAwait(false)).Consents.Entries.Count, "Statements");
    }

    private static async Task WithdrawnAsync(StoreScene scene)
    {
        await scene.AddOptInAsync(A.OptInRequest("1")).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1", ConsentState.OptOut, scene.AdvanceHour())).ConfigureAwait(false);
        Expect.Equal(OptInState.Withdrawn, (await scene.FindOptInAsync().ConfigureAwait(false))?.State, "Where it stands");
        Expect.Equal(OptInState.Withdrawn, (await scene.ConfirmAsync().ConfigureAwait(false))?.State, "Where it stands after a confirmation");
        Expect.True(!await scene.IsAllowedAsync("1", A.Email("1")).ConfigureAwait(false), "Contact is refused");
    }

    private static async Task KnownAsync(StoreScene scene)
    {
        await scene.AddOptInAsync(A.OptInRequest("1")).ConfigureAwait(false);
        await scene.ConfirmAsync().ConfigureAwait(false);
        var confirmed = await scene.FindOptInAsync().ConfigureAwait(false);
        await scene.AddOptInAsync(A.OptInRequest("2", at: A.Noon + Duration.FromHours(1))).ConfigureAwait(false);
        Expect.Equal(confirmed, await scene.FindOptInAsync().ConfigureAwait(false), "The request under the fingerprint");
    }

    private static async Task RefusedAsync(StoreScene scene)
    {
        var good = A.OptInRequest("1");
        OptInRequest[] bad =
        [
            good with { ConfirmedAt = A.Noon },
            good with { ExpiresAt = good.RequestedAt },
            good with { ExpiresAt = good.RequestedAt + OptInRequest.LongestLife + Duration.FromMilliseconds(1) },
            good with { Fingerprint = "short" },
            good with { Source = string.Empty },
        ];
        foreach (var request in bad)
        {
            await Expect.ThrowsAsync<ArgumentException>(() => scene.AddOptInAsync(request), "A request of a wrong form").ConfigureAwait(false);
        }

        Expect.Equal(null, await scene.FindOptInAsync().ConfigureAwait(false), "What is found");
    }

    private static async Task MergedAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.AddOptInAsync(A.OptInRequest("2")).ConfigureAwait(false);
        await scene.AddOptInAsync(A.OptInRequest("2", token: 2)).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        scene.AdvanceHour();
        Expect.Equal("1", (await scene.ConfirmAsync().ConfigureAwait(false))?.Request.Customer.Value, "Whom the request is told of");
        Expect.True(await scene.IsAllowedAsync("1", A.Email("2")).ConfigureAwait(false), "Contact of the person is permitted");
        await scene.SayAsync(A.Consent("1", ConsentState.OptOut, scene.AdvanceHour()) with { Point = A.Email("2") }).ConfigureAwait(false);
        Expect.Equal(OptInState.Withdrawn, (await scene.FindOptInAsync(2).ConfigureAwait(false))?.State, "The other request, after a refusal under the other record");
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        Expect.Equal("2", (await scene.FindOptInAsync().ConfigureAwait(false))?.Request.Customer.Value, "Whom the request is told of after the undoing");
        Expect.True((await scene.FactsAsync("2").ConfigureAwait(false)).Consents.Entries.Any(recorded => recorded.Entry.IsFreshOptIn), "The agreement stays with the record of the request");
        Expect.True((await scene.FactsAsync("1").ConfigureAwait(false)).Consents.Entries.All(recorded => !recorded.Entry.IsFreshOptIn), "It is nobody else's");
    }

    private static async Task UndoneMergeAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("2", ConsentState.OptOut)).ConfigureAwait(false);
        await scene.AddOptInAsync(A.OptInRequest("1")).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        Expect.Equal(OptInState.Withdrawn, (await scene.FindOptInAsync().ConfigureAwait(false))?.State, "Where it stands while the records are one");
        scene.AdvanceHour();
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        Expect.Equal(OptInState.Requested, (await scene.FindOptInAsync().ConfigureAwait(false))?.State, "Where it stands afterwards");
    }
}
