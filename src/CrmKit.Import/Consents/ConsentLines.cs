namespace CrmKit.Import;

/// <summary>Turns the records of one file into statements. Not thread-safe.</summary>
internal sealed class ConsentLines(CsvRecords records, ConsentCsvOptions options, ConsentMoments moments, string fileSource)
{
    private const int LongestLabel = 200;

    private readonly ConsentFileColumns _columns = new(records.Header, options);
    private readonly RowFields _fields = new(records);
    private readonly MomentCache _agreements = new(moments.Agreements);
    private readonly MomentCache _refusals = new(moments.Refusals);

    /// <summary>The statement of the current record; <c>null</c> with what is wrong with it.</summary>
    /// <param name="isProofLost">Whether the row claims a proof that is taken as reported.</param>
    /// <param name="fault">What is wrong.</param>
    public ConsentEntry? Parse(out bool isProofLost, out RowFault fault)
    {
        isProofLost = false;
        if (!_fields.Begin(out fault))
        {
            return null;
        }

        var customer = _fields.Customer(_columns.Customer);
        var point = Point();
        var state = Needed(_columns.State, FileCodes.ConsentStates);
        var purpose = PurposeOf(state);
        var topic = TopicOf();
        var at = At(state);
        var source = _fields.Label(_columns.Source, LongestLabel) ?? fileSource;
        var basis = _fields.Code(_columns.Basis, FileCodes.Bases) ?? LegalBasis.Consent;
        var wording = _fields.Label(_columns.Wording, LongestLabel);
        var claimed = _fields.Code(_columns.Evidence, FileCodes.Evidence) ?? EvidenceKind.Reported;
        var reference = _fields.Label(_columns.EvidenceReference, LongestLabel);
        if (!_fields.IsInOrder(out fault))
        {
            return null;
        }

        isProofLost = !options.TrustsEvidence && claimed != EvidenceKind.Reported;
        return new ConsentEntry(customer, point, purpose, state, at, source)
        {
            Topic = topic,
            Basis = basis,
            Wording = wording,
            Evidence = new ConsentEvidence(isProofLost ? EvidenceKind.Reported : claimed, reference),
        };
    }

    /// <summary>The refusals of the current record, which is bad, as far as they can be read: who refused, where and when, and of what.</summary>
    /// <param name="isLost">Whether the record refuses something, or may, that is not among them.</param>
    public List<HeededRefusal> RefusalsOfBadRow(out bool isLost)
    {
        var refusals = new List<HeededRefusal>();
        isLost = DamagedRows.ReadEach(records, () =>
        {
            Heed(refusals, out var isRowLost);
            return isRowLost;
        });
        return refusals;
    }

    private void Heed(List<HeededRefusal> refusals, out bool isLost)
    {
        isLost = false;
        var isStated = TryMeant(_columns.State, FileCodes.ConsentStates, out var state);
        if (isStated && state == ConsentState.OptIn)
        {
            return;
        }

        _fields.Begin(out _);
        var at = At(ConsentState.OptOut);
        if (!isStated
            || !_fields.IsInOrder(out _)
            || !TryMeant(_columns.Channel, FileCodes.Channels, out var channel)
            || !ContactTraces.TryMeant(channel, _fields.Text(_columns.Address), out var point))
        {
            isLost = true;
            return;
        }

        // An objection is about everything, whatever else the row says. Of an opt-out whose topic cannot be read, the whole purpose counts.
        Purpose? purpose = TryMeantCode(_columns.Purpose, out var code) ? new Purpose(code) : null;
        Topic? topic = TryMeantCode(_columns.Topic, out code) ? new Topic(code) : null;
        isLost = purpose is null && state == ConsentState.OptOut;
        var customer = _fields.Customer(_columns.Customer);
        refusals.Add(new HeededRefusal(customer == default(CustomerId) ? default(CustomerId?) : customer, point, state, purpose, topic, at, _fields.Label(_columns.Source, LongestLabel) ?? fileSource));
    }

    private bool TryMeant<T>(RowColumn column, FileCode<T> codes, out T value)
        where T : struct => codes.TryRead(_fields.Text(column).Trim().ToLowerInvariant(), out value);

    private bool TryMeantCode(RowColumn column, out string code)
    {
        code = _fields.Text(column).Trim().ToLowerInvariant();
        return CodeShape.IsCode(code);
    }

    /// <summary>Under which texts the person of the current record may stand in other rows: the id and the address, as they are, without their usual blemishes, and as refusals compare them.</summary>
    public IEnumerable<string> Traces()
    {
        if (records.IsDamaged(out _))
        {
            return ContactTraces.OfDamaged(records, [_columns.Customer.Index, _columns.Address.Index]);
        }

        return ContactTraces.OfId(_fields.Text(_columns.Customer)).Concat(ContactTraces.OfAddress(_fields.Text(_columns.Address)));
    }

    /// <summary>Where the statement stands.</summary>
    public string StateColumn => _columns.State.Name;

    private T Needed<T>(RowColumn column, FileCode<T> codes)
        where T : struct
    {
        if (_fields.IsEmpty(column))
        {
            _fields.Fail(RejectReason.Missing, column, codes.Expected);
        }

        return _fields.Code(column, codes).GetValueOrDefault();
    }

    private ContactPoint Point()
    {
        var channel = Needed(_columns.Channel, FileCodes.Channels);
        if (channel == default)
        {
            return default;
        }

        if (!ContactPoint.TryParse(channel, _fields.Text(_columns.Address), out var point))
        {
            _fields.Fail(_fields.IsEmpty(_columns.Address) ? RejectReason.Missing : RejectReason.Address, _columns.Address, ContactPoint.Expected(channel));
        }

        return point;
    }

    private Purpose PurposeOf(ConsentState state)
    {
        const string Expected = "a purpose such as marketing: 1 to 50 lower-case letters, digits and hyphens";
        if (!_fields.IsEmpty(_columns.Purpose))
        {
            return Coded(_columns.Purpose, static code => new Purpose(code), Expected).GetValueOrDefault();
        }

        if (state != ConsentState.Objection)
        {
            _fields.Fail(RejectReason.Missing, _columns.Purpose, Expected);
        }

        // An objection holds for every purpose, whichever it is noted under.
        return Purpose.Marketing;
    }

    private Topic? TopicOf() => _fields.IsEmpty(_columns.Topic)
        ? null
        : Coded(_columns.Topic, static code => new Topic(code), "a topic such as new-arrivals: 1 to 50 lower-case letters, digits and hyphens, or nothing");

    private T? Coded<T>(RowColumn column, Func<string, T> create, string expected)
        where T : struct
    {
        try
        {
            return create(_fields.Text(column));
        }
        catch (ArgumentException)
        {
            _fields.Fail(RejectReason.Unknown, column, expected);
            return null;
        }
    }

    private Instant At(ConsentState state)
    {
        var isRefusal = state != ConsentState.OptIn;
        Instant? at = null;
        if ((isRefusal ? _refusals : _agreements).TryRead(_fields.Utf8(_columns.Date), out var when, out var expected))
        {
            at = isRefusal ? moments.OfRefusal(when) : when.At;
            expected = "a day before the last of the calendar";
        }

        if (at is null)
        {
            _fields.Fail(RejectReason.Date, _columns.Date, $"{expected} ({nameof(ConsentCsvOptions)}.{nameof(options.DatePattern)} states another form; day and month are never guessed)");
        }

        return at.GetValueOrDefault();
    }
}
