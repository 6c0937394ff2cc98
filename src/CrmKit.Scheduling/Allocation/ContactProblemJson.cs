namespace CrmKit.Scheduling;

/// <summary>The JSON form <c>crmkit-contact-scheduling/1</c> of a <see cref="ContactProblem"/>, read and written as a stream.</summary>
/// <remarks>
/// All numbers are integers. Optional are <c>day_capacity</c>, contacts of each day through all channels together, and the index of its reason as a fourth element of a contact in <c>hist</c> or
/// <c>commit</c>, where a cap on a reason counts it. Unknown fields are passed over.
/// </remarks>
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
            throw new ContactProblemException("(text)", null, error.LineNumber is { } line
                ? string.Create(CultureInfo.InvariantCulture, $"JSON; it is malformed in line {line + 1}")
                : "names and texts of whole characters in UTF-8");
        }
    }

    /// <summary>Writes a problem, so that <see cref="Read"/> gives the same problem back.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="utf8">Where to write, in UTF-8; left open.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled; what stands in the stream is no whole problem.</exception>
    public static void Write(ContactProblem problem, Stream utf8, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(utf8);
        ContactProblemWriter.Write(problem, utf8, cancellationToken);
    }
}
