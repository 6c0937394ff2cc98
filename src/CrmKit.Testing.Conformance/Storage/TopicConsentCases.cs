namespace CrmKit.Testing.Conformance;

/// <summary>Statements are kept in every part.</summary>
internal static class TopicConsentCases
{
    public static IEnumerable<ConformanceCase> All =>
    [
        StoreScene.Case("Statement_of_every_part_reads_back_equal", EveryPartAsync),
        StoreScene.Case("Statements_that_differ_in_one_part_are_two", OnePartAsync),
        StoreScene.Case("Statement_is_known_again_to_the_microsecond", MicrosecondAsync),
    ];

    private static async Task EveryPartAsync(StoreScene scene)
    {
        var entry = new ConsentEntry("1", ContactPoint.Parse(Channel.Messenger, "signal:zoe.42"), new Purpose("service"), ConsentState.OptIn, A.Noon - Duration.FromMinutes(1), "web form")
        {
            Topic = new Topic("garden"),
            Basis = LegalBasis.LegitimateInterest,
            Wording = "newsletter-3",
            Evidence = new ConsentEvidence(EvidenceKind.Document, "card 17"),
        };
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        await scene.SayAsync(entry).ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Sequence([new RecordedConsent(entry, A.Noon)], (await scene.FactsAsync("1").ConfigureAwait(false)).Consents.Entries, "The ledger");
        Expect.Sequence([new RecordedConsent(entry, A.Noon)], (await scene.AllFactsAsync().ConfigureAwait(false)).Single().Consents.Entries, "The ledger in bulk");
    }

    private static async Task OnePartAsync(StoreScene scene)
    {
        var entry = A.Consent("1");
        ImmutableArray<ConsentEntry> entries =
        [
            entry,
            entry with { Customer = "2" },
            entry with { Point = A.Email("other") },
            entry with { Purpose = Purpose.Greetings },
            entry with { Topic = new Topic("garden") },
            entry with { State = ConsentState.OptOut },
            entry with { OccurredAt = entry.OccurredAt + Duration.FromNanoseconds(1000) },
            entry with { Source = "other" },
            entry with { Basis = LegalBasis.Contract },
            entry with { Wording = "1" },
            entry with { Evidence = new ConsentEvidence(EvidenceKind.Reported, "1") },
            entry with { Evidence = new ConsentEvidence(EvidenceKind.Recording) },
        ];
        Expect.Equal(entries.Length, (await scene.SayAsync(entries).ConfigureAwait(false)).ConsentsAdded, "Statements added");
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Equal(entries.Length, (await scene.SayAsync(entries).ConfigureAwait(false)).ConsentsKnown, "Statements known at the second import");
        Expect.Sequence(entries.RemoveAt(1), (await scene.FactsAsync("1").ConfigureAwait(false)).Consents.Entries.Select(recorded => recorded.Entry), "The ledger");
    }

    private static async Task MicrosecondAsync(StoreScene scene)
    {
        await scene.SayAsync(A.Consent("1", at: A.Noon + Duration.FromNanoseconds(1999))).ConfigureAwait(false);
        Expect.Equal(1, (await scene.SayAsync(A.Consent("1", at: A.Noon + Duration.FromNanoseconds(1000))).ConfigureAwait(false)).ConsentsKnown, "Known statements");
        Expect.Equal(1, (await scene.SayAsync(A.Consent("1", at: A.Noon + Duration.FromNanoseconds(2000))).ConfigureAwait(false)).ConsentsAdded, "Added statements");
    }
}
