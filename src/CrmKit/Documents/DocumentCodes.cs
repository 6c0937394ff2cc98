namespace CrmKit;

/// <summary>The codes of every enumeration that a document holds.</summary>
internal static class DocumentCodes
{
    public static CodeTable<PartyKind> PartyKinds { get; } = new((PartyKind.Person, "person"), (PartyKind.Household, "household"), (PartyKind.Organisation, "organisation"));

    public static CodeTable<Channel> Channels { get; } = new(
        (Channel.Email, "email"), (Channel.Sms, "sms"), (Channel.Phone, "phone"), (Channel.Post, "post"), (Channel.Messenger, "messenger"));

    public static CodeTable<ContactPointStatus> PointStatuses { get; } = new(
        (ContactPointStatus.Active, "active"),
        (ContactPointStatus.Unverified, "unverified"),
        (ContactPointStatus.Bouncing, "bouncing"),
        (ContactPointStatus.Dead, "dead"),
        (ContactPointStatus.Retired, "retired"));

    public static CodeTable<ZoneSource> ZoneSources { get; } = new((ZoneSource.Person, "person"), (ZoneSource.Place, "place"), (ZoneSource.Business, "business"));

    public static CodeTable<InterestOrigin> InterestOrigins { get; } = new((InterestOrigin.Stated, "stated"), (InterestOrigin.Inferred, "inferred"));

    public static CodeTable<CareKind> CareKinds { get; } = new(
        (CareKind.Pace, "pace"), (CareKind.Bereavement, "bereavement"), (CareKind.Hardship, "hardship"), (CareKind.Conflict, "conflict"));

    public static CodeTable<FieldValueKind> FieldKinds { get; } = new(
        (FieldValueKind.Text, "text"),
        (FieldValueKind.Whole, "whole"),
        (FieldValueKind.Number, "number"),
        (FieldValueKind.Flag, "flag"),
        (FieldValueKind.Date, "date"),
        (FieldValueKind.Instant, "instant"),
        (FieldValueKind.Money, "money"));

    public static CodeTable<ConsentState> ConsentStates { get; } = new((ConsentState.OptIn, "opt-in"), (ConsentState.OptOut, "opt-out"), (ConsentState.Objection, "objection"));

    public static CodeTable<LegalBasis> LegalBases { get; } = new(
        (LegalBasis.Consent, "consent"),
        (LegalBasis.Contract, "contract"),
        (LegalBasis.LegalObligation, "legal-obligation"),
        (LegalBasis.LegitimateInterest, "legitimate-interest"));

    public static CodeTable<EvidenceKind> EvidenceKinds { get; } = new(
        (EvidenceKind.Reported, "reported"), (EvidenceKind.Confirmed, "confirmed"), (EvidenceKind.Document, "document"), (EvidenceKind.Recording, "recording"));

    public static CodeTable<TouchClass> TouchClasses { get; } = new(
        (TouchClass.Promotional, "promotional"), (TouchClass.Relationship, "relationship"), (TouchClass.Transactional, "transactional"), (TouchClass.Legal, "legal"));

    public static CodeTable<TouchKind> TouchKinds { get; } = new((TouchKind.Value, "value"), (TouchKind.Care, "care"), (TouchKind.Pitch, "pitch"));

    public static CodeTable<SatisfactionMetric> Metrics { get; } = new(
        (SatisfactionMetric.NetPromoter, "net-promoter"), (SatisfactionMetric.Satisfaction, "satisfaction"), (SatisfactionMetric.Effort, "effort"));
}
