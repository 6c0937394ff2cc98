using System.Text;

namespace CrmKit.Import;

/// <summary>Turns the records of one file into what they state, and that into events. Not thread-safe.</summary>
internal sealed class InteractionLines
{
    private const int MaxNote = 10_000;

    private readonly CsvRecords _records;
    private readonly InteractionCsvOptions _options;
    private readonly InteractionColumns _columns;
    private readonly RowFields _fields;
    private readonly MomentCache _moments;
    private readonly DateText _days;
    private readonly InteractionContent _content;

    public InteractionLines(CsvRecords records, InteractionCsvOptions options, MomentText moments, DateText days)
    {
        _records = records;
        _options = options;
        _columns = new InteractionColumns(records.Header, options);
        _fields = new RowFields(records);
        _moments = new MomentCache(moments);
        _days = days;
        _content = new InteractionContent(moments.HasTime);
    }

    /// <summary>The column of keys.</summary>
    public RowColumn KeyColumn => _columns.Key;

    /// <summary>What the current record states; <c>false</c> with what is wrong with it.</summary>
    public bool TryParse(out InteractionLine line, out RowFault fault)
    {
        line = default;
        if (!_fields.Begin(out fault))
        {
            return false;
        }

        var customer = _fields.Customer(_columns.Customer);
        if (Type() is not { } type || !HasItsColumns(type) || Row(type, customer) is not { } row)
        {
            _ = _fields.IsInOrder(out fault);
            return false;
        }

        line = new InteractionLine(type, row, row.Key is null ? default : FieldFingerprint.Of(_fields.Utf8(_columns.Key)), _content.Of(type, row));
        return true;
    }

    /// <summary>The event of a line.</summary>
    public TimelineEvent Event(in InteractionLine line) =>
        line.Type.Create(line.Row.Key ?? _content.NextKey(line.Content, _options.KeyPrefix), line.Row);

    /// <summary>The keys that the current record, which is bad, may have meant: its own, and what is left of it without white space around it.</summary>
    public IEnumerable<UInt128> KeysOfBadRow()
    {
        if (_records.IsDamaged(out _))
        {
            return DamagedKeys.Of(_records, _columns.Key.Index);
        }

        var key = _fields.Text(_columns.Key);
        return new[] { key, key.Trim() }.Where(text => text.Length > 0).Select(text => FieldFingerprint.Of(Encoding.UTF8.GetBytes(text)));
    }

    private InteractionType? Type()
    {
        if (InteractionType.All.TryRead(_fields.Text(_columns.Type), out var type))
        {
            return type;
        }

        var reason = _fields.IsEmpty(_columns.Type) ? RejectReason.Missing : RejectReason.Unknown;
        _fields.Fail(reason, _columns.Type, $"{InteractionType.All.Expected}; purchases and returns have files of their own");
        return null;
    }

    private bool HasItsColumns(InteractionType type)
    {
        foreach (var (field, column) in _columns.ByType)
        {
            if (_fields.IsEmpty(column))
            {
                if (type.Needs.HasFlag(field))
                {
                    _fields.Fail(RejectReason.Missing, column, $"something, for a row of type {type.Code} needs it");
                }
            }
            else if (!(type.Needs | type.Allows).HasFlag(field))
            {
                _fields.Fail(RejectReason.Unused, column, $"nothing, for a row of type {type.Code} does not use the column, so that its content would be lost");
            }
        }

        return _fields.IsInOrder(out _);
    }

    /// <summary>The values of a row that fills what its type needs; <c>null</c> where one of them is wrong.</summary>
    private InteractionRow? Row(InteractionType type, CustomerId customer)
    {
        var touchClass = _fields.Code(_columns.Class, FileCodes.TouchClasses);
        var row = new InteractionRow
        {
            Customer = customer,
            When = When(),
            Key = _fields.Key(_columns.Key, _options.KeyPrefix),
            Channel = _fields.Code(_columns.Channel, FileCodes.Channels),
            Score = Score(type),
            Due = Due(),
            RefersTo = _fields.Key(_columns.RefersTo, type.RefersWithin ? _options.KeyPrefix : _options.ReferencePrefix),
            Class = touchClass,
            Kind = _fields.Code(_columns.Kind, FileCodes.TouchKinds) ?? (touchClass is { } known ? TouchClassRules.UsualKind(known) : null),
            Reason = _fields.Label(_columns.Reason, longest: 100),
            Occurrence = _fields.Label(_columns.Occurrence, longest: 100),
            Note = Note(),
        };
        return _fields.IsInOrder(out _) ? row : null;
    }

    private Moment When()
    {
        if (!_moments.TryRead(_fields.Utf8(_columns.Date), out var when, out var expected))
        {
            _fields.Fail(RejectReason.Date, _columns.Date, $"{expected} ({nameof(InteractionCsvOptions)}.{nameof(_options.DatePattern)} states another form; day and month are never guessed)");
        }

        return when;
    }

    private LocalDate? Due()
    {
        if (_fields.IsEmpty(_columns.Due))
        {
            return null;
        }

        if (!_days.TryParse(_fields.Text(_columns.Due), out var due))
        {
            _fields.Fail(RejectReason.Date, _columns.Due, $"{_days.Expected} ({nameof(CsvFormat)}.{nameof(CsvFormat.DatePattern)} states another form; day and month are never guessed)");
        }

        return due;
    }

    private int? Score(InteractionType type)
    {
        if (type.Metric is not { } metric)
        {
            return null;
        }

        var (lowest, highest) = Feedback.ScaleOf(metric);
        if (int.TryParse(_fields.Utf8(_columns.Score), NumberStyles.None, CultureInfo.InvariantCulture, out var score) && score >= lowest && score <= highest)
        {
            return score;
        }

        _fields.Fail(RejectReason.Number, _columns.Score, $"a whole number from {lowest} to {highest}");
        return null;
    }

    private string? Note()
    {
        var note = _fields.Text(_columns.Note);
        if (note.Length > MaxNote)
        {
            _fields.Fail(RejectReason.Text, _columns.Note, "a note of at most 10,000 characters");
        }

        return note.Length == 0 ? null : note;
    }
}
