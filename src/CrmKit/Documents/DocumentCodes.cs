namespace CrmKit;

/// <summary>The codes of every enumeration that a document or a file holds.</summary>
public static class DocumentCodes
{
    /// <summary>What a customer is.</summary>
    public static CodeTable<PartyKind> PartyKinds { get; } = new((PartyKind.Person, "person"), (PartyKind.Household, "household"), (PartyKind.Organisation, "organisation"));

    /// <summary>Roads to a person.</summary>
    public static CodeTable<Channel> Channels { get; } = new(
        (Channel.Email, "email"), (Channel.Sms, "sms"), (Channel.Phone, "phone"), (Channel.Post, "post"), (Channel.Messenger, "messenger"));

    /// <summary>Whether a contact point works.</summary>
    public static CodeTable<ContactPointStatus> PointStatuses { get; } = new(
        (ContactPointStatus.Active, "active"),
        (ContactPointStatus.Unverified, "unverified"),
        (ContactPointStatus.Bouncing, "bouncing"),
        (ContactPointStatus.Dead, "dead"),
        (ContactPointStatus.Retired, "retired"));

    /// <summary>Where a time zone comes from.</summary>
    public static CodeTable<ZoneSource> ZoneSources { get; } = new((ZoneSource.Person, "person"), (ZoneSource.Place, "place"), (ZoneSource.Business, "business"));

    /// <summary>How an interest is known.</summary>
    public static CodeTable<InterestOrigin> InterestOrigins { get; } = new((InterestOrigin.Stated, "stated"), (InterestOrigin.Inferred, "inferred"));

    /// <summary>What calls for care.</summary>
    public static CodeTable<CareKind> CareKinds { get; } = new(
        (CareKind.Pace, "pace"), (CareKind.Bereavement, "bereavement"), (CareKind.Hardship, "hardship"), (CareKind.Conflict, "conflict"));

    /// <summary>Types of the business's own fields.</summary>
    public static CodeTable<FieldValueKind> FieldKinds { get; } = new(
        (FieldValueKind.Text, "text"),
        (FieldValueKind.Whole, "whole"),
        (FieldValueKind.Number, "number"),
        (FieldValueKind.Flag, "flag"),
        (FieldValueKind.Date, "date"),
        (FieldValueKind.Instant, "instant"),
        (FieldValueKind.Money, "money"));

    /// <summary>What a statement says.</summary>
    public static CodeTable<ConsentState> ConsentStates { get; } = new((ConsentState.OptIn, "opt-in"), (ConsentState.OptOut, "opt-out"), (ConsentState.Objection, "objection"));

    /// <summary>What a contact rests on in law.</summary>
    public static CodeTable<LegalBasis> LegalBases { get; } = new(
        (LegalBasis.Consent, "consent"),
        (LegalBasis.Contract, "contract"),
        (LegalBasis.LegalObligation, "legal-obligation"),
        (LegalBasis.LegitimateInterest, "legitimate-interest"));

    /// <summary>How a statement is proven.</summary>
    public static CodeTable<EvidenceKind> EvidenceKinds { get; } = new(
        (EvidenceKind.Reported, "reported"), (EvidenceKind.Confirmed, "confirmed"), (EvidenceKind.Document, "document"), (EvidenceKind.Recording, "recording"));

    /// <summary>Classes of contacts.</summary>
    public static CodeTable<TouchClass> TouchClasses { get; } = new(
        (TouchClass.Promotional, "promotional"), (TouchClass.Relationship, "relationship"), (TouchClass.Transactional, "transactional"), (TouchClass.Legal, "legal"));

    /// <summary>How an interest is shown without words.</summary>
    public static CodeTable<EngagementKind> EngagementKinds { get; } = new(
        (EngagementKind.Opened, "opened"), (EngagementKind.Clicked, "clicked"), (EngagementKind.Visited, "visited"));

    /// <summary>Kinds of contacts.</summary>
    public static CodeTable<TouchKind> TouchKinds { get; } = new((TouchKind.Value, "value"), (TouchKind.Care, "care"), (TouchKind.Pitch, "pitch"));

    /// <summary>Questions about satisfaction, as documents name them; files call them nps, csat and ces.</summary>
    public static CodeTable<SatisfactionMetric> Metrics { get; } = new(
        (SatisfactionMetric.NetPromoter, "net-promoter"), (SatisfactionMetric.Satisfaction, "satisfaction"), (SatisfactionMetric.Effort, "effort"));
}
