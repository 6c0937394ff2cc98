using System.Text;
using NodaTime.Text;

namespace CrmKit.Import;

/// <summary>Turns the records of one file into events. Not thread-safe.</summary>
internal sealed class TimelineRows
{
    private const int MaxNote = 10_000;
    private const int MaxTouchText = 100;

    private readonly CsvRecords _records;
    private readonly TimelineCsvOptions _options;
    private readonly NamedColumns _columns;
    private readonly DateText _dates;
    private readonly MomentText _moments;
    private readonly AmountText _amounts;
    private readonly TimelineKeys _keys;

    public TimelineRows(CsvRecords records, TimelineCsvOptions options, DateText dates, MomentText moments)
    {
        _records = records;
        _options = options;
        _columns = new NamedColumns(records, TimelineColumns.Required, TimelineColumns.Optional, options.ColumnNames);
        _dates = dates;
        _moments = moments;
        _amounts = new AmountText(options.Format.Culture);
        _keys = new TimelineKeys(records, _columns, options.KeyPrefix);
        if (_columns.Index("date") < 0 && _columns.Index("at") < 0)
        {
            throw records.Header.Fault("date", "a column date or a column at");
        }
    }

    /// <summary>Whether rows may have keys.</summary>
    public bool HasKeys => _columns.Index("key") >= 0;

    /// <summary>The column of keys.</summary>
    public string KeyName => _columns.Name("key");

    /// <summary>The current record's own key, and what the record states, as numbers, once it is parsed; <c>null</c> where it has none.</summary>
    public (UInt128 Key, UInt128 Content)? OwnKey => _keys.Own;

    /// <summary>The keys that the current record, which is bad, may have meant: its own, and what is left of it without white space around it.</summary>
    public IEnumerable<UInt128> KeysOfBadRow()
    {
        if (_records.IsDamaged(out _))
        {
            return DamagedKeys.Of(_records, _columns.Index("key"));
        }

        var key = _records.Text(_columns.Index("key"));
        return new[] { key, key.Trim() }.Where(text => text.Length > 0).Select(text => FieldFingerprint.Of(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The event of the current record.</summary>
    /// <exception cref="ImportFaultException">The record is bad.</exception>
    public TimelineEvent Parse()
    {
        _keys.Begin();
        var customer = FieldChecks.Customer(_records, _columns.Index("customer_id"), _columns.Name("customer_id"));
        var type = Type();
        var (day, at, isTimed) = When();
        var note = Note();
        var row = new Row(customer, at, _columns.Field("refers_to") is null ? null : FieldChecks.Key(_records, _columns.Index("refers_to"), _columns.Name("refers_to"), _options.KeyPrefix), note);
        return type switch
        {
            "purchase" => Purchase(row, day, isTimed),
            "return" => Return(row, day, isTimed),
            "touch" => Touch(row, day),
            "reply" => Reply(row),
            "feedback" => Feedback(row),
            "complaint" => new Complaint(_keys.Next(type, row, []), customer, at, row.RefersTo, note),
            "complaint-resolved" => new ComplaintResolved(_keys.Next(type, row, []), customer, at, Required(row.RefersTo), note),
            "payment-failed" => new PaymentFailed(_keys.Next(type, row, []), customer, at, row.RefersTo, note),
            "promise" => Promise(row),
            "engagement" => Engagement(row),
            "promise-kept" => new PromiseKept(_keys.Next(type, row, []), customer, at, Required(row.RefersTo)),
            _ => Incentive(row),
        };
    }

    private string Type()
    {
        var type = _columns.Field("type") ?? throw _columns.Fault("type", TimelineColumns.ExpectedType, RejectReason.Missing);
        var own = TimelineColumns.Of(type) ?? throw _columns.Fault("type", TimelineColumns.ExpectedType, RejectReason.Unknown);
        foreach (var column in TimelineColumns.OfTypes)
        {
            // What the event has no place for would be lost.
            if (_columns.Field(column) is not null && !own.Contains(column, StringComparer.Ordinal))
            {
                throw _columns.Fault(column, $"nothing, since a row of type {type} has no use for it", RejectReason.Unused);
            }
        }

        return type;
    }

    private (LocalDate Day, Instant At, bool IsTimed) When()
    {
        Instant? at = null;
        if (_columns.Field("at") is { } text)
        {
            at = InstantPattern.ExtendedIso.Parse(text).TryGetValue(default, out var instant) ? instant : throw _columns.Fault("at", "an instant such as 2001-07-04T12:00:00Z, or nothing", RejectReason.Date);
        }

        if (_columns.Field("date") is { } written)
        {
            return _moments.TryParse(written, out var moment, out var expected)
                ? (moment.Day, at ?? moment.At, at is not null || _moments.HasTime)
                : throw _records.Fault(RejectReason.Date, _columns.Name("date"), expected);
        }

        return at is { } known
            ? (known.InZone(_options.BusinessZone).Date, known, true)
            : throw _columns.Fault("date", "when it happened: a date here, or an instant in the column at", RejectReason.Date);
    }

    private Purchase Purchase(Row row, LocalDate day, bool isTimed)
    {
        var amount = Amount();
        var key = _keys.NextPurchase(row, day, amount, isTimed ? row.At : null);
        return amount.Amount >= 0 ? new Purchase(key, row.Customer, row.At, day, amount) { Items = Items() } : throw _columns.Fault("amount", "an amount of zero or more; money that went back is a row of type return", RejectReason.NegativeAmount);
    }

    private ImmutableArray<Topic> Items() =>
        ItemCodes.TryParse(_columns.Field("items") ?? string.Empty, out var items) ? items : throw _columns.Fault("items", ItemCodes.Expected);

    private PurchaseReturn Return(Row row, LocalDate day, bool isTimed)
    {
        var amount = Amount();
        var key = _keys.NextReturn(row, day, amount, isTimed ? row.At : null);
        return amount.Amount > 0 ? new PurchaseReturn(key, row.Customer, row.At, day, amount, row.RefersTo) : throw _columns.Fault("amount", "an amount above zero, which went back", amount.Amount == 0 ? RejectReason.EmptyReturn : RejectReason.ReturnSign);
    }

    private Money Amount()
    {
        _ = _columns.Field("amount") ?? throw _columns.Fault("amount", _amounts.Expected, RejectReason.Missing);
        var amount = _amounts.TryParse(_records.Utf8(_columns.Index("amount")), out var read) ? read : throw _records.Fault(RejectReason.Number, _columns.Name("amount"), _amounts.Expected);
        if (_columns.Field("currency") is not { } code)
        {
            return new Money(amount, _options.Currency ?? throw _columns.Fault("currency", "a currency such as EUR; TimelineCsvOptions.Currency states one for all", RejectReason.Currency));
        }

        return code.Length == 3 && code.All(char.IsAsciiLetterUpper) ? new Money(amount, new Currency(code)) : throw _columns.Fault("currency", "the three capital letters of a currency, such as EUR", RejectReason.Currency);
    }

    private Touch Touch(Row row, LocalDate day)
    {
        var (channel, touchClass) = (Channel(), _columns.Code("class", FileCodes.TouchClasses) ?? throw _columns.Fault("class", FileCodes.TouchClasses.Expected));
        var kind = _columns.Code("kind", FileCodes.TouchKinds);
        var reason = TouchText("reason") ?? throw _columns.Fault("reason", $"what it was sent for, in 1 to {MaxTouchText} characters");
        var occurrence = TouchText("occurrence") ?? LocalDatePattern.Iso.Format(day);
        var key = _keys.Next("touch", row, [FileCodes.Channels.Word(channel), FileCodes.TouchClasses.Word(touchClass), kind is null ? string.Empty : FileCodes.TouchKinds.Word(kind.Value), reason, occurrence]);
        var touch = new Touch(key, row.Customer, row.At, new TouchKey(row.Customer, reason, occurrence), touchClass, channel);
        return kind is null ? touch : touch with { Kind = kind.Value };
    }

    private Reply Reply(Row row)
    {
        var channel = Channel();
        return new Reply(_keys.Next("reply", row, [FileCodes.Channels.Word(channel)]), row.Customer, row.At, channel, row.RefersTo, row.Note);
    }

    private Feedback Feedback(Row row)
    {
        var metric = _columns.Code("metric", FileCodes.Metrics) ?? throw _columns.Fault("metric", FileCodes.Metrics.Expected);
        var (lowest, highest) = CrmKit.Feedback.ScaleOf(metric);
        if (!int.TryParse(_columns.Field("score"), NumberStyles.None, CultureInfo.InvariantCulture, out var score) || score < lowest || score > highest)
        {
            throw _columns.Fault("score", string.Create(CultureInfo.InvariantCulture, $"a whole number of {lowest} to {highest}"), RejectReason.Number);
        }

        var key = _keys.Next("feedback", row, [FileCodes.Metrics.Word(metric), score.ToString(CultureInfo.InvariantCulture)]);
        return new Feedback(key, row.Customer, row.At, metric, score, row.RefersTo, row.Note);
    }

    private Promise Promise(Row row)
    {
        var due = _columns.Field("due") is { } text && _dates.TryParse(text, out var day) ? day : throw _columns.Fault("due", _dates.Expected, RejectReason.Date);
        return new Promise(_keys.Next("promise", row, [LocalDatePattern.Iso.Format(due)]), row.Customer, row.At, due, row.Note);
    }

    private Engagement Engagement(Row row)
    {
        var kind = _columns.Code("kind", FileCodes.EngagementKinds) ?? throw _columns.Fault("kind", FileCodes.EngagementKinds.Expected);
        return new Engagement(_keys.Next("engagement", row, [FileCodes.EngagementKinds.Word(kind)]), row.Customer, row.At, kind, row.RefersTo);
    }

    private IncentiveGrant Incentive(Row row)
    {
        var code = _columns.Field("incentive") is { } text && CodeShape.IsCode(text) ? text : throw _columns.Fault("incentive", CodeShape.Expected);
        return new IncentiveGrant(_keys.Next("incentive", row, [code]), row.Customer, row.At, code);
    }

    private Channel Channel() => _columns.Code("channel", FileCodes.Channels) ?? throw _columns.Fault("channel", FileCodes.Channels.Expected);

    private EventKey Required(EventKey? refersTo) => refersTo ?? throw _columns.Fault("refers_to", "the key of the event that it is about", RejectReason.Missing);

    private string? TouchText(string column) => _columns.Field(column) is not { } text
        ? null
        : text.Length <= MaxTouchText && !FieldChecks.HasControl(text) ? text : throw _columns.Fault(column, $"1 to {MaxTouchText} characters without control characters");

    private string? Note() => _columns.Field("note") is not { } note
        ? null
        : note.Length <= MaxNote ? note : throw _columns.Fault("note", $"a note of at most {MaxNote} characters");

    /// <summary>What rows of all types have.</summary>
    public readonly record struct Row(CustomerId Customer, Instant At, EventKey? RefersTo, string? Note);
}
