namespace CrmKit;

/// <summary>One statement of a person about one purpose at one contact point. Statements are only ever added.</summary>
/// <param name="Customer">Who said it.</param>
/// <param name="Point">The contact point it is about.</param>
/// <param name="Purpose">The purpose it is about.</param>
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
    private readonly string _source = Checked(Source);

    /// <summary>Where it was said.</summary>
    public string Source
    {
        get => _source;
        init => _source = Checked(value);
    }

    private static string Checked(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        KeyText.Check(source, maxLength: 200, nameof(Source));
        return source;
    }
}
