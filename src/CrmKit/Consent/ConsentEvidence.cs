namespace CrmKit;

/// <summary>What shows that a statement is the person's own.</summary>
/// <param name="Kind">How it can be shown.</param>
/// <param name="Reference">Where the proof is kept, for example <c>card 17</c>; 1 to 200 characters, no personal data; <c>null</c> for nothing to refer to.</param>
/// <exception cref="ArgumentException">The reference is empty, too long or holds a control character.</exception>
/// <exception cref="ArgumentOutOfRangeException">The kind is unknown.</exception>
public sealed record ConsentEvidence(EvidenceKind Kind, string? Reference = null)
{
    private readonly EvidenceKind _kind = Checked(Kind);
    private readonly string? _reference = Checked(Reference);

    /// <summary>Somebody or some file says so, and nothing more is kept.</summary>
    public static ConsentEvidence Reported { get; } = new(EvidenceKind.Reported);

    /// <summary>How it can be shown.</summary>
    public EvidenceKind Kind
    {
        get => _kind;
        init => _kind = Checked(value);
    }

    /// <summary>Where the proof is kept.</summary>
    public string? Reference
    {
        get => _reference;
        init => _reference = Checked(value);
    }

    /// <summary>Whether it is more than hearsay.</summary>
    public bool IsProof => Kind != EvidenceKind.Reported;

    private static EvidenceKind Checked(EvidenceKind kind) =>
        Enum.IsDefined(kind) ? kind : throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of evidence.");

    private static string? Checked(string? reference)
    {
        if (reference is not null)
        {
            KeyText.Check(reference, maxLength: 200, nameof(Reference));
        }

        return reference;
    }
}
