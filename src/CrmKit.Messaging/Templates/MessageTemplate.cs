namespace CrmKit.Messaging;

/// <summary>The pattern of one message: text with <c>{{names}}</c> in it, and no logic.</summary>
public sealed class MessageTemplate
{
    private readonly PlaceholderText _subject;
    private readonly PlaceholderText _text;

    /// <summary>Creates a template.</summary>
    /// <param name="subject">One line, at most 200 characters.</param>
    /// <param name="text">At most 100,000 characters.</param>
    /// <exception cref="FormatException">A <c>{{</c> is not closed, a name is not one of letters, digits, <c>_ . -</c>, or the text is too long; the message names line and column.</exception>
    public MessageTemplate(string subject, string text)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(text);
        if (subject.AsSpan().ContainsAny('\r', '\n'))
        {
            throw new FormatException("A subject is one line.");
        }

        _subject = PlaceholderText.Parse(subject, maxLength: 200);
        _text = PlaceholderText.Parse(text.ReplaceLineEndings("\n"), maxLength: 100_000);
    }

    /// <summary>The names that the template needs, each once, in order of appearance.</summary>
    public ImmutableArray<string> Names => [.. _subject.Names.Concat(_text.Names).Distinct(StringComparer.Ordinal)];

    /// <summary>Fills in the values.</summary>
    /// <param name="value">Gives the value of a name, or <c>null</c> where it is unknown; white space counts as unknown.</param>
    /// <param name="missing">The names without a value; empty when the message is complete.</param>
    /// <returns>The message, or <c>null</c> when a value is missing: never a blank in its place.</returns>
    public MessageText? Fill(Func<string, string?> value, out ImmutableArray<string> missing)
    {
        ArgumentNullException.ThrowIfNull(value);
        missing = [.. Names.Where(name => string.IsNullOrWhiteSpace(value(name)))];
        return missing.IsEmpty
            ? new MessageText(OneLine(_subject.Fill(value)), _text.Fill(value).ReplaceLineEndings("\n"))
            : null;
    }

    /// <summary>A value never breaks out of the subject's line, where it could forge a header.</summary>
    private static string OneLine(string subject) =>
        string.Concat(subject.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
}
