namespace CrmKit;

/// <summary>One statement of a person about one purpose at one contact point. Statements are only ever added.</summary>
/// <param name="Customer">Who said it.</param>
/// <param name="Point">The contact point it is about.</param>
/// <param name="Purpose">The purpose it is about; an objection holds for every one.</param>
/// <param name="State">What was said.</param>
/// <param name="OccurredAt">When it was said.</param>
/// <param name="Source">Where it was said, for example <c>web form</c> or a file's name; 1 to 200 characters, no personal data.</param>
/// <exception cref="ArgumentException">The source is empty, too long or holds a control character.</exception>
public sealed record ConsentEntry(
    CustomerId Customer,
    ContactPoint Point,
    Purpose Purpose,
    ConsentState State,
    Instant OccurredAt,
    string Source)
{
    private readonly string _source = Checked(Source, nameof(Source));
    private readonly string? _wording;

    /// <summary>Where it was said.</summary>
    public string Source
    {
        get => _source;
        init => _source = Checked(value, nameof(Source));
    }

    /// <summary>The topic it is about; <c>null</c> for all topics of the purpose.</summary>
    public Topic? Topic { get; init; }

    /// <summary>What the permission rests on. Default <see cref="LegalBasis.Consent"/>.</summary>
    public LegalBasis Basis { get; init; } = LegalBasis.Consent;

    /// <summary>The version of the words that the person saw, for example <c>newsletter-3</c>; 1 to 200 characters; <c>null</c> when unknown.</summary>
    public string? Wording
    {
        get => _wording;
        init => _wording = value is null ? null : Checked(value, nameof(Wording));
    }

    /// <summary>What shows that the statement is the person's own. Default <see cref="ConsentEvidence.Reported"/>.</summary>
    public ConsentEvidence Evidence { get; init; } = ConsentEvidence.Reported;

    /// <summary>Whether it says no.</summary>
    public bool IsRefusal => State != ConsentState.OptIn;

    /// <summary>Whether it is an agreement that may count after an objection: the person's own consent, with proof. An import never makes one.</summary>
    public bool IsFreshOptIn => State == ConsentState.OptIn && Basis == LegalBasis.Consent && Evidence.IsProof;

    private static string Checked(string text, string parameter)
    {
        ArgumentNullException.ThrowIfNull(text, parameter);
        KeyText.Check(text, maxLength: 200, parameter);
        return text;
    }
}
