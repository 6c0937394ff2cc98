namespace CrmKit.Import;

/// <summary>The codes of enumerations in files. They are the ones of documents, so that what was written once reads everywhere.</summary>
internal static class FieldCodes
{
    public static CodeNames<Channel> Channels { get; } = new(
        ("email", Channel.Email), ("sms", Channel.Sms), ("phone", Channel.Phone), ("post", Channel.Post), ("messenger", Channel.Messenger));

    public static CodeNames<TouchClass> TouchClasses { get; } = new(
        ("promotional", TouchClass.Promotional), ("relationship", TouchClass.Relationship), ("transactional", TouchClass.Transactional), ("legal", TouchClass.Legal));

    public static CodeNames<TouchKind> TouchKinds { get; } = new(("value", TouchKind.Value), ("care", TouchKind.Care), ("pitch", TouchKind.Pitch));

    public static CodeNames<ConsentState> ConsentStates { get; } = new(
        ("opt-in", ConsentState.OptIn), ("opt-out", ConsentState.OptOut), ("objection", ConsentState.Objection));

    public static CodeNames<LegalBasis> LegalBases { get; } = new(
        ("consent", LegalBasis.Consent),
        ("contract", LegalBasis.Contract),
        ("legal-obligation", LegalBasis.LegalObligation),
        ("legitimate-interest", LegalBasis.LegitimateInterest));

    public static CodeNames<EvidenceKind> EvidenceKinds { get; } = new(
        ("reported", EvidenceKind.Reported), ("confirmed", EvidenceKind.Confirmed), ("document", EvidenceKind.Document), ("recording", EvidenceKind.Recording));
}
