namespace CrmKit.Import;

/// <summary>One statement of a row, before it is known whose it is.</summary>
/// <param name="Point">The address.</param>
/// <param name="Meaning">What is said.</param>
/// <param name="Purpose">The purpose.</param>
/// <param name="Topic">The topic; <c>null</c> for the purpose at large.</param>
/// <param name="At">When.</param>
/// <param name="Source">In which file.</param>
/// <param name="Basis">The legal basis.</param>
/// <param name="Reason">Why, or where, in the vendor's words.</param>
internal sealed record Spoken(ContactPoint Point, StatementMeaning Meaning, Purpose Purpose, Topic? Topic, Instant At, string Source, LegalBasis Basis, string? Reason)
{
    /// <summary>Whether it refuses anything.</summary>
    public bool IsRefusal => Meaning is StatementMeaning.OptOut or StatementMeaning.Objection;

    /// <summary>Whether an agreement and a refusal speak of one contact.</summary>
    public bool Overlaps(Spoken other) => Purpose == other.Purpose && (Topic is null || other.Topic is null || Topic == other.Topic);

    /// <summary>The entry of a person.</summary>
    /// <remarks>What a file reports is no proof: after an objection only the person's own, proven agreement counts.</remarks>
    public ConsentEntry By(CustomerId customer) => new(customer, Point, Purpose, State, At, Source)
    {
        Topic = Meaning == StatementMeaning.Objection ? null : Topic,
        Basis = Basis,
        Evidence = Reason is null ? ConsentEvidence.Reported : new ConsentEvidence(EvidenceKind.Reported, Reason),
    };

    private ConsentState State => Meaning switch
    {
        StatementMeaning.OptIn => ConsentState.OptIn,
        StatementMeaning.OptOut => ConsentState.OptOut,
        _ => ConsentState.Objection,
    };
}
