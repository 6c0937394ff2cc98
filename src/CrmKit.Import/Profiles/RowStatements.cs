namespace CrmKit.Import;

/// <summary>What the rows of a file say beside their status columns: purpose, topic, basis, date. Not thread-safe.</summary>
internal sealed class RowStatements
{
    private const int MaxSource = 200;

    private readonly CsvRecords _records;
    private readonly ReadingState _state;
    private readonly RowColumns _row;
    private readonly ProfileColumn? _purpose;
    private readonly ProfileColumn? _topic;
    private readonly ProfileColumn? _topicWanted;
    private readonly ProfileColumn? _inactive;
    private readonly ProfileColumn? _reason;
    private readonly ProfileColumn? _basis;

    public RowStatements(CsvRecords records, ProfileColumns columns, RowColumns row, ReadingState state, string fileName, bool topicsAreInRows)
    {
        _records = records;
        _state = state;
        _row = row;
        _purpose = row.Purpose.IsEmpty ? null : columns.Find(row.Purpose) ?? throw columns.Missing(row.Purpose, "it says what the rows permit or refuse");
        _topic = columns.Find(row.Topic) is { } topic ? topic
            : topicsAreInRows ? throw columns.Missing(row.Topic, "without it an agreement to one topic would be read as one to all") : null;
        _topicWanted = Optional(columns, row.TopicWanted?.Names);
        _inactive = Optional(columns, row.Inactive?.Names);
        _basis = Optional(columns, row.Basis?.Names);
        _reason = columns.Find(row.Reason);
        Date = columns.Find(row.Date);
        Source = SourceOf(state.Profile.Vendor, fileName);
    }

    /// <summary>Where the statements come from.</summary>
    public string Source { get; }

    /// <summary>The column that says when.</summary>
    public ProfileColumn? Date { get; }

    /// <summary>The name of the topic column.</summary>
    public string TopicName => _topic?.Name ?? string.Empty;

    /// <summary>A statement as far as it is in force: of one that is not, a refusal still counts.</summary>
    public StatementMeaning InForce(StatementMeaning meaning) =>
        meaning == StatementMeaning.OptIn && (Read(_inactive, _row.Inactive, Answer.No) == Answer.Yes || Read(_basis, _row.Basis, RowBasis.Consent) == RowBasis.None)
            ? StatementMeaning.Nothing
            : meaning;

    /// <summary>Whether the row is about one topic.</summary>
    public bool IsTopicWanted() => Read(_topicWanted, _row.TopicWanted, Answer.No) == Answer.Yes;

    /// <summary>The row's topic as it is written; <c>null</c> for none.</summary>
    public string? Topic() => _topic is { } column && _records.Text(column.Index) is var text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>The row's purpose; <c>null</c> where rows do not say.</summary>
    public Purpose? Purpose()
    {
        if (_purpose is not { } column)
        {
            return null;
        }

        var text = _records.Text(column.Index);
        var folded = FoldedText.Of(text);
        return folded.Length > 0 && (_state.Purposes.TryGetValue(folded, out var purpose) || _state.Profile.Purposes.TryGetValue(folded, out purpose))
            ? purpose
            : throw _records.Fault(column.Name, $"a purpose that is known ({string.Join(", ", _state.Options.Purposes.Keys.Concat(_state.Profile.PurposeNames).Order(StringComparer.Ordinal))}); ProfileReaderOptions.Purposes names others");
    }

    /// <summary>The row's legal basis; <c>null</c> where rows do not say.</summary>
    public LegalBasis? Basis() => Read(_basis, _row.Basis, RowBasis.Consent) switch
    {
        RowBasis.Contract => LegalBasis.Contract,
        RowBasis.LegalObligation => LegalBasis.LegalObligation,
        RowBasis.LegitimateInterest => LegalBasis.LegitimateInterest,
        _ => LegalBasis.Consent,
    };

    /// <summary>Why, or where, it was said: on one line, cut off at 200 characters.</summary>
    public string? Reason(ProfileColumn? own)
    {
        if ((own ?? _reason) is not { } column || string.IsNullOrWhiteSpace(_records.Text(column.Index)))
        {
            return null;
        }

        return Line(_records.Text(column.Index).Trim());
    }

    private static ProfileColumn? Optional(ProfileColumns columns, ImmutableArray<string>? names) => names is { } spellings ? columns.Find(spellings) : null;

    private T Read<T>(ProfileColumn? column, NamedValues<T>? values, T otherwise)
        where T : struct, Enum
    {
        if (column is not { } found)
        {
            return otherwise;
        }

        var text = _records.Text(found.Index);
        return values!.Values.TryRead(text, out var value) ? value : throw _records.Fault(found.Name, values.Values.Expected);
    }

    // A file's name may come from another system than this one: both slashes separate folders.
    private static string SourceOf(string vendor, string fileName) => Line($"{vendor}: {fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..]}");

    private static string Line(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c));
        return line.Length <= MaxSource ? line : string.Concat(line.AsSpan(0, MaxSource - 1), "…");
    }
}
