namespace CrmKit.Import;

/// <summary>The words that files have for the values of enumerations.</summary>
internal static class FileCodes
{
    public static FileCode<PartyKind> Kinds { get; } = new((PartyKind.Person, "person"), (PartyKind.Household, "household"), (PartyKind.Organisation, "organisation"));

    public static FileCode<ContactPointStatus> Statuses { get; } = new(
        (ContactPointStatus.Active, "active"),
        (ContactPointStatus.Unverified, "unverified"),
        (ContactPointStatus.Bouncing, "bouncing"),
        (ContactPointStatus.Dead, "dead"),
        (ContactPointStatus.Retired, "retired"));

    public static FileCode<Channel> Channels { get; } = new(
        (Channel.Email, "email"), (Channel.Phone, "phone"), (Channel.Sms, "sms"), (Channel.Post, "post"), (Channel.Messenger, "messenger"));

    public static FileCode<ZoneSource> ZoneSources { get; } = new((ZoneSource.Person, "person"), (ZoneSource.Place, "place"), (ZoneSource.Business, "business"));

    public static FileCode<CareKind> Cares { get; } = new(
        (CareKind.Pace, "pace"), (CareKind.Bereavement, "bereavement"), (CareKind.Hardship, "hardship"), (CareKind.Conflict, "conflict"));

    public static FileCode<bool> YesNo { get; } = new((true, "yes"), (false, "no"));

    public static FileCode<FieldValueKind> FieldKinds { get; } = new(
        (FieldValueKind.Text, "text"),
        (FieldValueKind.Whole, "whole"),
        (FieldValueKind.Number, "number"),
        (FieldValueKind.Flag, "flag"),
        (FieldValueKind.Date, "date"),
        (FieldValueKind.Instant, "instant"),
        (FieldValueKind.Money, "money"));

    public static FileCode<ConsentState> ConsentStates { get; } = new((ConsentState.OptIn, "opt-in"), (ConsentState.OptOut, "opt-out"), (ConsentState.Objection, "objection"));

    public static FileCode<LegalBasis> Bases { get; } = new(
        (LegalBasis.Consent, "consent"), (LegalBasis.Contract, "contract"), (LegalBasis.LegalObligation, "legal-obligation"), (LegalBasis.LegitimateInterest, "legitimate-interest"));

    public static FileCode<EvidenceKind> Evidence { get; } = new(
        (EvidenceKind.Reported, "reported"), (EvidenceKind.Confirmed, "confirmed"), (EvidenceKind.Document, "document"), (EvidenceKind.Recording, "recording"));

    public static FileCode<TouchClass> TouchClasses { get; } = new(
        (TouchClass.Promotional, "promotional"), (TouchClass.Relationship, "relationship"), (TouchClass.Transactional, "transactional"), (TouchClass.Legal, "legal"));

    public static FileCode<TouchKind> TouchKinds { get; } = new((TouchKind.Value, "value"), (TouchKind.Care, "care"), (TouchKind.Pitch, "pitch"));

    public static FileCode<SatisfactionMetric> Metrics { get; } = new(
        (SatisfactionMetric.NetPromoter, "nps"), (SatisfactionMetric.Satisfaction, "csat"), (SatisfactionMetric.Effort, "ces"));
}
