namespace CrmKit.Import;

/// <summary>What files say about statements beside the statement itself: where it was made, on which basis, with which words, and what shows it.</summary>
internal sealed class ConsentText(CsvRecords records, string fileSource, bool trustsEvidence)
{
    private const int MaxText = 200;

    private readonly string _fileSource = ConsentColumns.WithoutFolder(fileSource);

    /// <summary>The file, which is the source where none is told.</summary>
    public string FileSource => _fileSource;

    /// <summary>Where it was said; the file's name where that is not told.</summary>
    public string Source(int index, string name) => Text(index, name, "a source") ?? _fileSource;

    /// <summary>The version of the words; <c>null</c> where it is not told.</summary>
    public string? Wording(int index, string name) => Text(index, name, "a version of the words");

    /// <summary>What the permission rests on; consent where that is not told.</summary>
    public LegalBasis Basis(int index, string name) => PrefixedColumns.Field(records, index) is not { } word
        ? LegalBasis.Consent
        : FileCodes.Bases.TryRead(word, out var basis) ? basis : throw records.Fault(name, $"{FileCodes.Bases.Expected}, or nothing");

    /// <summary>What shows it: a kind, and after a colon where it is kept.</summary>
    public ConsentEvidence Evidence(int index, string name)
    {
        if (Text(index, name, "evidence") is not { } text)
        {
            return ConsentEvidence.Reported;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var word = colon < 0 ? text : text[..colon];
        var reference = colon < 0 ? null : text[(colon + 1)..].TrimStart(' ');
        if (!FileCodes.Evidence.TryRead(word, out var kind) || reference is { Length: 0 })
        {
            throw records.Fault(name, $"{FileCodes.Evidence.Expected}, alone or with a colon and where it is kept, or nothing");
        }

        // A file that says so is no proof: taken for one, it would lift an objection.
        return trustsEvidence || kind == EvidenceKind.Reported ? new ConsentEvidence(kind, reference) : new ConsentEvidence(EvidenceKind.Reported, text);
    }

    private string? Text(int index, string name, string what)
    {
        var text = index < 0 ? string.Empty : records.Text(index);
        return text.Length > MaxText || FieldChecks.HasControl(text)
            ? throw records.Fault(name, $"{what} of at most {MaxText} characters without control characters, or nothing")
            : string.IsNullOrWhiteSpace(text) ? null : text;
    }
}
