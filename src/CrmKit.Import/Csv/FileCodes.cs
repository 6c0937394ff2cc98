namespace CrmKit.Import;

/// <summary>The words that files have for the values of enumerations: the codes of documents, but for those that files have shorter ones for.</summary>
internal static class FileCodes
{
    public static FileCode<PartyKind> Kinds { get; } = new(DocumentCodes.PartyKinds.Rows);

    public static FileCode<ContactPointStatus> Statuses { get; } = new(DocumentCodes.PointStatuses.Rows);

    public static FileCode<Channel> Channels { get; } = new(DocumentCodes.Channels.Rows);

    public static FileCode<ZoneSource> ZoneSources { get; } = new(DocumentCodes.ZoneSources.Rows);

    public static FileCode<CareKind> Cares { get; } = new(DocumentCodes.CareKinds.Rows);

    public static FileCode<bool> YesNo { get; } = new((true, "yes"), (false, "no"));

    public static FileCode<FieldValueKind> FieldKinds { get; } = new(DocumentCodes.FieldKinds.Rows);

    public static FileCode<ConsentState> ConsentStates { get; } = new(DocumentCodes.ConsentStates.Rows);

    public static FileCode<LegalBasis> Bases { get; } = new(DocumentCodes.LegalBases.Rows);

    public static FileCode<EvidenceKind> Evidence { get; } = new(DocumentCodes.EvidenceKinds.Rows);

    public static FileCode<TouchClass> TouchClasses { get; } = new(DocumentCodes.TouchClasses.Rows);

    public static FileCode<TouchKind> TouchKinds { get; } = new(DocumentCodes.TouchKinds.Rows);

    public static FileCode<EngagementKind> EngagementKinds { get; } = new(DocumentCodes.EngagementKinds.Rows);

    public static FileCode<SatisfactionMetric> Metrics { get; } = new(
        (SatisfactionMetric.NetPromoter, "nps"), (SatisfactionMetric.Satisfaction, "csat"), (SatisfactionMetric.Effort, "ces"));
}
