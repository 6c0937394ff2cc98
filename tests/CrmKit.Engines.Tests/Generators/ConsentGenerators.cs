using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>Statements of customer 7 with topics, proofs and ends, close together so that ties are common.</summary>
internal static class ConsentGenerators
{
    public static Gen<Topic?> Topics { get; } = Gen.Elements<Topic?>(null, new Topic("spring"), new Topic("hanover"));

    public static Gen<RecordedConsent> Recorded { get; } = Of(Generated.ContactPoints);

    public static Gen<(ImmutableArray<RecordedConsent> Entries, ConsentQuestion Question)> Cases { get; } =
        from entries in Generated.UpTo(8, Recorded)
        from point in Generated.ContactPoints
        from purpose in Generated.Purposes
        from topic in Topics
        from asOf in Generated.FewInstants
        select (entries, new ConsentQuestion(point, purpose, topic, asOf));

    public static Gen<RecordedConsent> Of(Gen<ContactPoint> points) =>
        from point in points
        from purpose in Generated.Purposes
        from topic in Topics
        from state in Gen.Elements(Enum.GetValues<ConsentState>())
        from said in Generated.FewInstants
        from late in Gen.Choose(0, 3)
        from source in Gen.Elements("web form", "shop", "letter")
        from evidence in Gen.Elements(ConsentEvidence.Reported, new ConsentEvidence(EvidenceKind.Confirmed, "opt-in 7"), new ConsentEvidence(EvidenceKind.Document))
        from basis in Gen.Elements(LegalBasis.Consent, LegalBasis.Consent, LegalBasis.LegitimateInterest)
        from wording in Gen.Elements<string?>(null, "newsletter-3")
        from end in Gen.Frequency((5, Gen.Constant<Instant?>(null)), (1, Generated.FewInstants.Select(at => (Instant?)at)))
        select new RecordedConsent(
            new ConsentEntry("7", point, purpose, state, said, source) { Topic = topic, Evidence = evidence, Basis = basis, Wording = wording },
            said.Plus(Duration.FromDays(late)))
        {
            VoidFrom = end,
        };
}
