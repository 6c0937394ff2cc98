namespace CrmKit.Scheduling;

/// <summary>The JSON form <c>crmkit-contact-scheduling/1</c> of a <see cref="ContactProblem"/>, read as a stream.</summary>
public static class ContactProblemJson
{
    /// <summary>The value of the field <c>format</c>.</summary>
    public const string Format = "crmkit-contact-scheduling/1";

    /// <summary>Reads a problem. Memory holds the problem and one buffer; the customers may be a million.</summary>
    /// <param name="utf8">The text in UTF-8; read to its end, left open.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ContactProblemException">A field is missing, malformed or out of range, or the text is not JSON.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ContactProblem Read(Stream utf8, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        var tokens = new JsonTokens(utf8);
        try
        {
            return new ContactProblemReader(cancellationToken).Read(ref tokens);
        }
        catch (System.Text.Json.JsonException error)
        {
            throw new ContactProblemException("(text)", null, string.Create(CultureInfo.InvariantCulture, $"JSON; it is malformed in line {(error.LineNumber ?? 0) + 1}"));
        }
    }
}
