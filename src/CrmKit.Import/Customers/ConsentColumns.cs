using CrmKit.Calendars;

namespace CrmKit.Import;

/// <summary>The consent columns of a customer file: one for each purpose and topic, one for objections, and what there is to know of the statements. Not thread-safe.</summary>
internal sealed class ConsentColumns
{
    private const int MaxSource = 200;

    private readonly CsvRecords _records;
    private readonly WhenText _when;
    private readonly ConsentText _texts;
    private readonly RowColumn _date;
    private readonly RowColumn _source;
    private readonly RowColumn _basis;
    private readonly RowColumn _wording;
    private readonly RowColumn _evidence;
    private readonly RowColumn _objection;
    private readonly ImmutableArray<Statement> _statements;

    public ConsentColumns(CsvRecords records, CustomerCsvOptions options, DateText dates, string fileName)
    {
        _records = records;
        _when = new WhenText(dates, options.BusinessZone);
        _texts = new ConsentText(records, fileName, options.TrustsEvidence);
        var columns = new ColumnFinder(records.Header, nameof(CustomerCsvOptions));
        _date = columns.Optional(options.ConsentDateColumn, "consent_date");
        _source = columns.Optional(options.ConsentSourceColumn, "consent_source");
        _basis = columns.Optional(options.ConsentBasisColumn, "consent_basis");
        _wording = columns.Optional(options.ConsentWordingColumn, "consent_wording");
        _evidence = columns.Optional(options.ConsentEvidenceColumn, "consent_evidence");
        _objection = columns.Optional(options.ObjectionColumn, "objection");
        ImmutableArray<int> about = [_date.Index, _source.Index, _basis.Index, _wording.Index, _evidence.Index];
        _statements = [.. Statements(options.ConsentPrefix, about)];
        Used = [.. _statements.Select(statement => statement.Index).Concat(about).Append(_objection.Index).Where(i => i >= 0)];
    }

    /// <summary>The columns that the file has.</summary>
    public ImmutableArray<int> Used { get; }

    /// <summary>The statements of the current record, each for every contact point of the row.</summary>
    public ImmutableArray<ConsentEntry> Read(CustomerId customer, ImmutableArray<ContactPoint> points)
    {
        var spoken = Spoken();
        var source = _texts.Source(_source.Index, _source.Name);
        var (basis, wording, evidence) = (_texts.Basis(_basis.Index, _basis.Name), _texts.Wording(_wording.Index, _wording.Name), _texts.Evidence(_evidence.Index, _evidence.Name));
        var entries = ImmutableArray.CreateBuilder<ConsentEntry>();
        foreach (var (index, name, purpose, topic) in _statements)
        {
            if (State(index, name) is { } state)
            {
                Add(name, purpose, topic, state);
            }
        }

        if (Objects())
        {
            Add(_objection.Name, Purpose.Marketing, null, ConsentState.Objection);
        }

        return entries.DrainToImmutable();

        void Add(string name, Purpose purpose, Topic? topic, ConsentState state)
        {
            // A statement about nothing would be lost, and with it a refusal.
            if (points.IsEmpty)
            {
                throw _records.Fault(name, "nothing, since the row has no address that the statement could be about");
            }

            var said = spoken ?? throw _records.Fault(RejectReason.Date, _date.Name, $"{_when.Expected}, since the row states a consent");

            // Of a day alone nobody knows the hour: a refusal must win over whatever else was said that day.
            var at = state == ConsentState.OptIn ? said.First : said.Last;
            entries.AddRange(points.Select(point => new ConsentEntry(customer, point, purpose, state, at, source) { Topic = topic, Basis = basis, Wording = wording, Evidence = evidence }));
        }
    }

    /// <summary>The first column in which the current record agrees to something.</summary>
    public string? AgreementColumn() => _statements.Where(statement => _records.Text(statement.Index) == "opt-in").Select(statement => statement.Name).FirstOrDefault();

    /// <summary>Whether the current record says, or may say, that the person refuses something.</summary>
    public bool MayRefuse() =>
        _statements.Any(statement => _records.Text(statement.Index) is not ("" or "opt-in"))
        || (_objection.Index >= 0 && _records.Text(_objection.Index) is not ("" or "no"));

    /// <summary>The refusals that can be read of the current record, which is bad, each for every contact point that can be; none where nobody can tell when.</summary>
    /// <param name="customer">Who refused.</param>
    /// <param name="points">The addresses.</param>
    public ImmutableArray<ConsentEntry> Refusals(CustomerId customer, ImmutableArray<ContactPointRecord> points)
    {
        if (Attempt.Of(Spoken) is not { } said)
        {
            return [];
        }

        var source = Attempt.Of(() => _texts.Source(_source.Index, _source.Name)) ?? _texts.FileSource;
        var refused = _statements
            .Where(statement => Word(statement.Index) == "opt-out")
            .Select(statement => (statement.Purpose, statement.Topic, State: ConsentState.OptOut));
        if (_objection.Index >= 0 && Word(_objection.Index) == "yes")
        {
            refused = refused.Append((Purpose.Marketing, null, ConsentState.Objection));
        }

        return [.. refused.SelectMany(refusal => points.Select(point => new ConsentEntry(customer, point.Point, refusal.Purpose, refusal.State, said.Last, source) { Topic = refusal.Topic }))];
    }

    /// <summary>Whether the current record, which is bad, refuses something, or may, that <see cref="Refusals"/> cannot give for its addresses.</summary>
    /// <param name="hasPoints">Whether all its addresses can be read, and there is one.</param>
    public bool LosesRefusals(bool hasPoints)
    {
        var words = _statements.Select(statement => (statement.Index, Known: Word(statement.Index) is "" or "opt-in" or "opt-out", Refuses: Word(statement.Index) == "opt-out"));
        if (_objection.Index >= 0)
        {
            words = words.Append((_objection.Index, Known: Word(_objection.Index) is "" or "no" or "yes", Refuses: Word(_objection.Index) == "yes"));
        }

        return words.Any(word => !word.Known || !_records.IsLegible(word.Index) || (word.Refuses && (!hasPoints || Attempt.Of(Spoken) is null)));
    }

    // Of a bad row only refusals are taken, so that a word may stand there in any case and with spaces around it.
    private string Word(int index) => _records.Text(index).Trim().ToLowerInvariant();

    /// <summary>The last instant of a day before the calendar's last, to the microsecond that stores keep; its first where a zone left the day out.</summary>
    internal static Instant EndOf(DateTimeZone zone, Moment day) => Instant.Max(day.At, zone.StartOf(day.Day.PlusDays(1)) - Duration.FromNanoseconds(1000));

    // A file's name may come from another system than this one: both slashes separate folders.
    internal static string WithoutFolder(string fileName)
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        var end = name.Length <= MaxSource ? name : name[^MaxSource..];

        // Half a surrogate pair is no text.
        return end.Length > 0 && char.IsLowSurrogate(end[0]) ? end[1..] : end;
    }

    private IEnumerable<Statement> Statements(string prefix, ImmutableArray<int> about)
    {
        var seen = new HashSet<(Purpose, Topic?)>();
        foreach (var (index, name, rest) in PrefixedColumns.Find(_records.Header, prefix))
        {
            if (about.Contains(index))
            {
                continue;
            }

            _ = _records.Header.Required(name, CustomerColumns.Option(nameof(CustomerCsvOptions.ConsentPrefix)));
            var colon = rest.IndexOf(':', StringComparison.Ordinal);
            var purpose = new Purpose(Code(name, prefix, colon < 0 ? rest : rest[..colon]));
            Topic? topic = colon < 0 ? null : new Topic(Code(name, prefix, rest[(colon + 1)..]));
            yield return seen.Add((purpose, topic)) ? new Statement(index, name, purpose, topic) : throw _records.Header.Fault(name, "one column for each purpose and topic, found two");
        }
    }

    private string Code(string name, string prefix, string part)
    {
        var code = part.Replace('_', '-').ToLowerInvariant();
        return CodeShape.IsCode(code)
            ? code
            : throw _records.Header.Fault(ImportFaultException.Visible(name), $"after {prefix} a purpose, or a purpose, a colon and a topic: each 1 to 50 letters, digits, underscores and hyphens");
    }

    private ConsentState? State(int index, string name) => _records.Text(index) switch
    {
        "" => null,
        "opt-in" => ConsentState.OptIn,
        "opt-out" => ConsentState.OptOut,
        _ => throw _records.Fault(name, "opt-in, opt-out or nothing"),
    };

    private bool Objects() => (_objection.Index < 0 ? string.Empty : _records.Text(_objection.Index)) switch
    {
        "" or "no" => false,
        "yes" => true,
        _ => throw _records.Fault(_objection.Name, "yes where the person refuses all contact, else no or nothing"),
    };

    private WhenText.Spoken? Spoken()
    {
        if (_date.Index < 0 || _records.Utf8(_date.Index).IsEmpty)
        {
            return null;
        }

        return _when.TryRead(_records, _date.Index, out var spoken) ? spoken : throw _records.Fault(RejectReason.Date, _date.Name, _when.Expected);
    }

    private readonly record struct Statement(int Index, string Name, Purpose Purpose, Topic? Topic);
}
