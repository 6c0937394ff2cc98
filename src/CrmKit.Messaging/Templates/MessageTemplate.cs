using System.Net;

namespace CrmKit.Messaging;

/// <summary>The pattern of one message: text, and HTML beside it where wanted, with <c>{{names}}</c> in it, and no logic.</summary>
/// <remarks>
/// A value is text and nothing else: it is never read as a template, and in the HTML body its marks are encoded. There a name may stand in the text of the page and between the quotes of an
/// attribute, and nowhere else: not in a tag, a comment, a script or a style. An address that a value brings into <c>href</c> or <c>src</c> is not looked at. Immutable and thread-safe.
/// </remarks>
public sealed class MessageTemplate
{
    /// <summary>Longest message that a template gives, in characters of the text or the HTML.</summary>
    public const int MaxFilled = 1_000_000;

    private const int MaxTemplate = 100_000;

    private readonly PlaceholderText _subject;
    private readonly PlaceholderText _text;
    private readonly PlaceholderText? _html;

    /// <summary>Creates a template.</summary>
    /// <param name="subject">One line, at most 200 characters.</param>
    /// <param name="text">At most 100,000 characters.</param>
    /// <param name="html">The same words as HTML, at most 100,000 characters; <c>null</c> for none.</param>
    /// <exception cref="FormatException">
    /// A <c>{{</c> is not closed, a name is not one of letters, digits, <c>_ . -</c>, or stands where HTML takes no value, or the text is too long; the message names line and column.
    /// </exception>
    public MessageTemplate(string subject, string text, string? html = null)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(text);
        if (subject.AsSpan().ContainsAny('\r', '\n'))
        {
            throw new FormatException("A subject is one line.");
        }

        _subject = PlaceholderText.Parse(subject, maxLength: 200);
        _text = PlaceholderText.Parse(text.ReplaceLineEndings("\n"), MaxTemplate);
        if (html is not null)
        {
            _html = PlaceholderText.Parse(html.ReplaceLineEndings("\n"), MaxTemplate, HtmlPlaces.Check);
        }
    }

    /// <summary>The names that the template needs, each once, in order of appearance.</summary>
    public ImmutableArray<string> Names => [.. _subject.Names.Concat(_text.Names).Concat(_html?.Names ?? []).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether the template has an HTML body.</summary>
    public bool HasHtml => _html is not null;

    /// <summary>Fills in the values.</summary>
    /// <param name="value">Gives the value of a name, or <c>null</c> where it is unknown; white space counts as unknown.</param>
    /// <param name="missing">The names without a value; empty when the message is complete.</param>
    /// <returns>The message, or <c>null</c> when a value is missing: never a blank in its place.</returns>
    /// <exception cref="FormatException">The values make the message longer than <see cref="MaxFilled"/>.</exception>
    public MessageText? Fill(Func<string, string?> value, out ImmutableArray<string> missing)
    {
        ArgumentNullException.ThrowIfNull(value);
        missing = [.. Names.Where(name => string.IsNullOrWhiteSpace(value(name)))];
        return missing.IsEmpty
            ? new MessageText(OneLine(_subject.Fill(value, MaxFilled)), _text.Fill(value, MaxFilled).ReplaceLineEndings("\n"))
            {
                Html = _html?.Fill(name => Encoded(value(name)), MaxFilled).ReplaceLineEndings("\n"),
            }
            : null;
    }

    /// <summary>Marks become entities. Controls have no place in HTML (HTML Standard, 13.2.3.5) but white space.</summary>
    private static string Encoded(string? value) =>
        WebUtility.HtmlEncode(string.Concat((value ?? string.Empty).Select(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r') ? ' ' : c)));

    /// <summary>A value never breaks out of the subject's line, where it could forge a header.</summary>
    private static string OneLine(string subject) =>
        string.Concat(subject.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
}
