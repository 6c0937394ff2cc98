using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>What caps, conflicts and withdrawals look at, and what explains decisions later.</summary>
internal static class PressureCases
{
    private static readonly EventKey Ticket = new("ticket");

    public static IEnumerable<ConformanceCase> All =>
    [
        StoreScene.Case("Contacts_know_what_they_gave_while_promised_leaving_sent_and_brought_along", KindAsync),
        StoreScene.Case("Complaint_is_a_fact_from_its_recording_until_it_is_settled_or_taken_back", ComplaintAsync),
        StoreScene.Case("Complaint_of_a_merged_record_is_the_persons_and_changes_the_persons_facts", MergedComplaintAsync),
        StoreScene.Case("Correction_of_complaints_changes_the_facts_once", CorrectedComplaintAsync),
        StoreScene.Case("Last_purchase_is_a_fact_that_follows_corrections_and_merges", LastPurchaseAsync),
        StoreScene.Case("Purchase_changes_the_facts_of_those_alone_to_whom_a_contact_is_promised_that_it_makes_pointless", AwaitedAsync),
        StoreScene.Case("Row_keeps_what_it_regards_and_what_makes_it_pointless", RowAsync),
        StoreScene.Case("Decision_keeps_the_rules_in_force_and_the_facts_relied_on", DecisionAsync),
    ];

    private static async Task KindAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        var gives = A.PlannedTouch("1") with { Intent = A.Intent("1") with { Kind = TouchKind.Value } };
        await scene.EnqueueAsync(gives, A.PlannedTouch("1", "2")).ConfigureAwait(false);
        await scene.HappenAsync(A.Touch("1", "0") with { Kind = TouchKind.Care }).ConfigureAwait(false);
        await KindsAsync([TouchKind.Care], [TouchKind.Value, TouchKind.Pitch], "promised").ConfigureAwait(false);
        var claims = await scene.ClaimAsync().ConfigureAwait(false);
        await scene.BeginAsync(claims[0]).ConfigureAwait(false);
        await KindsAsync([TouchKind.Care, TouchKind.Value], [TouchKind.Pitch], "leaving").ConfigureAwait(false);
        await scene.FinishAsync(claims[0], OutboxOutcome.Sent).ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        await KindsAsync([TouchKind.Care, TouchKind.Value], [TouchKind.Pitch], "sent").ConfigureAwait(false);

        async Task KindsAsync(TouchKind[] made, TouchKind[] promised, string when)
        {
            foreach (var facts in new[] { await scene.FactsAsync("1").ConfigureAwait(false), (await scene.AllFactsAsync().ConfigureAwait(false)).Single() })
            {
                Expect.Sequence(made, facts.Contacts.Select(contact => contact.Kind), $"What contacts gave once one is {when}");
                Expect.Sequence(promised, facts.Commitments.Select(contact => contact.Kind), $"What commitments give once one is {when}");
            }
        }
    }

    private static async Task ComplaintAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        var (made, noon) = (A.Noon - Duration.FromHours(1), scene.Test.Clock.Now);
        var resolved = new ComplaintResolved(new EventKey("settled"), "1", noon + Duration.FromHours(2), Ticket);
        Expect.Sequence([], await StepAsync(0).ConfigureAwait(false), "Open complaints of somebody content");
        await scene.HappenAsync(A.Complaint("1", "ticket")).ConfigureAwait(false);
        Expect.Sequence([new OpenComplaint(Ticket, made)], await StepAsync(1).ConfigureAwait(false), "Open complaints once made");
        await scene.HappenAsync(A.Complaint("1", "ticket")).ConfigureAwait(false);
        Expect.Sequence([new OpenComplaint(Ticket, made)], await StepAsync(1).ConfigureAwait(false), "Open complaints once known already");
        await scene.HappenAsync(resolved).ConfigureAwait(false);
        Expect.Sequence([new OpenComplaint(Ticket, made, resolved.OccurredAt)], await StepAsync(2).ConfigureAwait(false), "Open complaints once it is known when it will be settled");
        scene.Advance(Duration.FromHours(2));
        Expect.Sequence([], await StepAsync(2).ConfigureAwait(false), "Open complaints once settled");
        await scene.RetractAsync(resolved.Key).ConfigureAwait(false);
        Expect.Sequence([new OpenComplaint(Ticket, made)], await StepAsync(3).ConfigureAwait(false), "Open complaints once the settlement is taken back");
        await scene.RetractAsync(Ticket).ConfigureAwait(false);
        Expect.Sequence([], await StepAsync(4).ConfigureAwait(false), "Open complaints once the complaint is taken back");
        Expect.Equal(1L, await scene.VersionAsync("2").ConfigureAwait(false), "The facts version of somebody else");

        async Task<ImmutableArray<OpenComplaint>> StepAsync(long version)
        {
            await scene.ReopenAsync().ConfigureAwait(false);
            var facts = await scene.FactsAsync("1").ConfigureAwait(false);
            Expect.Equal(version, facts.FactsVersion - 1, "Changes of the facts since the record");
            Expect.Sequence(facts.OpenComplaints, (await scene.AllFactsAsync().ConfigureAwait(false))[0].OpenComplaints, "Open complaints in bulk");
            return facts.OpenComplaints;
        }
    }

    private static async Task MergedComplaintAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        var before = await scene.VersionAsync("1").ConfigureAwait(false);
        await scene.HappenAsync(A.Complaint("2", "ticket")).ConfigureAwait(false);
        var facts = await scene.FactsAsync("1").ConfigureAwait(false);
        Expect.Equal(before + 1, facts.FactsVersion, "The person's facts version");
        Expect.Sequence([Ticket], facts.OpenComplaints.Select(complaint => complaint.Key), "The person's open complaints");
        await scene.HappenAsync(new ComplaintResolved(new EventKey("settled"), "1", A.Noon, Ticket)).ConfigureAwait(false);
        Expect.Sequence([], (await scene.FactsAsync("2").ConfigureAwait(false)).OpenComplaints, "Open complaints once settled under the other record");
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        Expect.Sequence([], (await scene.FactsAsync("1").ConfigureAwait(false)).OpenComplaints, "Open complaints of who never complained");
        Expect.Sequence([Ticket], (await scene.FactsAsync("2").ConfigureAwait(false)).OpenComplaints.Select(complaint => complaint.Key), "Open complaints of who did, settled only with somebody else");
    }

    private static async Task CorrectedComplaintAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2"), A.Customer("3")).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.HappenAsync(A.Complaint("1", "ticket")).ConfigureAwait(false);
        var before = (await scene.VersionAsync("1").ConfigureAwait(false), await scene.VersionAsync("3").ConfigureAwait(false));
        await scene.CorrectAsync(A.Complaint("2", "ticket")).ConfigureAwait(false);
        Expect.Equal(before.Item1 + 1, await scene.VersionAsync("1").ConfigureAwait(false), "The facts version once it is another record of the person");
        await scene.CorrectAsync(A.Complaint("3", "ticket")).ConfigureAwait(false);
        Expect.Equal(
            (before.Item1 + 2, before.Item2 + 1),
            (await scene.VersionAsync("1").ConfigureAwait(false), await scene.VersionAsync("3").ConfigureAwait(false)),
            "The facts versions once it is somebody else");
        Expect.Sequence([0, 1], (await scene.AllFactsAsync().ConfigureAwait(false)).Select(facts => facts.OpenComplaints.Length), "Open complaints of both");
    }

    private static async Task LastPurchaseAsync(StoreScene scene)
    {
        var (early, late) = (new LocalDate(1997, 9, 1), new LocalDate(1997, 9, 9));
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        Expect.Equal(null, await LastAsync().ConfigureAwait(false), "The last purchase of who never bought");
        await scene.HappenAsync(A.Purchase("1", late, key: "late"), A.Purchase("1", early, key: "early")).ConfigureAwait(false);
        Expect.Equal(late, await LastAsync().ConfigureAwait(false), "The last purchase");
        await scene.RetractAsync(new EventKey("late")).ConfigureAwait(false);
        Expect.Equal(early, await LastAsync().ConfigureAwait(false), "The last purchase once the later one is taken back");
        await scene.HappenAsync(A.Purchase("2", late, key: "other")).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        Expect.Equal(late, await LastAsync().ConfigureAwait(false), "The last purchase once two are one");

        async Task<LocalDate?> LastAsync()
        {
            await scene.ReopenAsync().ConfigureAwait(false);
            var last = (await scene.FactsAsync("1").ConfigureAwait(false)).LastPurchase;
            Expect.Equal(last, (await scene.AllFactsAsync().ConfigureAwait(false))[0].LastPurchase, "The last purchase in bulk");
            return last;
        }
    }

    private static async Task AwaitedAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2"), A.Customer("3")).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.EnqueueAsync(Pointless("1"), A.PlannedTouch("3")).ConfigureAwait(false);
        await BuyAsync("2", 1, 1, "a purchase under another record").ConfigureAwait(false);
        await BuyAsync("3", 2, 0, "a purchase of who is promised nothing that it makes pointless").ConfigureAwait(false);
        var claims = await scene.ClaimAsync().ConfigureAwait(false);
        await BuyAsync("1", 3, 1, "a purchase while claimed").ConfigureAwait(false);
        await scene.BeginAsync(claims.Single(claim => claim.Row.Intent.Key.Customer == "1")).ConfigureAwait(false);
        await BuyAsync("1", 4, 0, "a purchase while leaving").ConfigureAwait(false);

        async Task BuyAsync(string customer, int day, long expected, string what)
        {
            var before = await scene.VersionAsync(customer).ConfigureAwait(false);
            await scene.HappenAsync(A.Purchase(customer, new LocalDate(1997, 9, day))).ConfigureAwait(false);
            Expect.Equal(expected, await scene.VersionAsync(customer).ConfigureAwait(false) - before, $"Changes of the facts by {what}");
        }
    }

    private static async Task RowAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        var touch = Pointless("1");
        await scene.EnqueueAsync(touch).ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Equal(touch.Intent, (await scene.RowsAsync().ConfigureAwait(false)).Single().Intent, "The intent as read");
        var claim = (await scene.ClaimAsync().ConfigureAwait(false)).Single();
        Expect.Equal(touch.Intent, claim.Row.Intent, "The intent as claimed");
        await scene.FinishAsync(claim, OutboxOutcome.Held(new Reason(ReasonCodes.PointGone))).ConfigureAwait(false);
        await scene.EnqueueAsync(A.PlannedTouch("1")).ConfigureAwait(false);
        Expect.Equal(A.Intent("1"), (await scene.RowsAsync().ConfigureAwait(false)).Single().Intent, "The intent once it is planned anew");
    }

    private static async Task DecisionAsync(StoreScene scene)
    {
        var bare = A.Decision(A.PlannedTouch("1"));
        PlanDecision[] decisions =
        [
            bare with
            {
                InForce = new Reason(ReasonCodes.RulesInForce, ReasonArgument.Of("cap", "all: 1 in 14 days")),
                ReliedOn = new Reason(ReasonCodes.FactsReliedOn, ReasonArgument.Of("contacts", 2), ReasonArgument.Of("last-contact", new LocalDate(1997, 9, 1))),
            },
            bare with { InForce = new Reason(ReasonCodes.RulesInForce, ReasonArgument.Of("cap", "all: 2 in 14 days")) },
            bare,
            bare with { InForce = new Reason(ReasonCodes.RulesInForce, ReasonArgument.Of("cap", "all: 1 in 14 days")) },
        ];
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        await scene.Store.EnqueueAsync(new ContactPlan(new LocalDate(1997, 10, 1), [], [.. decisions]), "test").ConfigureAwait(false);
        await scene.Store.EnqueueAsync(new ContactPlan(new LocalDate(1997, 10, 1), [], [decisions[0]]), "test").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Sequence([.. decisions, decisions[0]], await scene.DecisionsAsync("1").ConfigureAwait(false), "The decisions");
    }

    private static PlannedTouch Pointless(string customer) => A.PlannedTouch(customer) with
    {
        Intent = A.Intent(customer) with { Regards = Ticket, Moot = TouchMoot.OnPurchaseAfter(new LocalDate(1997, 8, 31)) },
    };
}
