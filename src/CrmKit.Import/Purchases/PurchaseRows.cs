namespace CrmKit.Import;

/// <summary>Turns the records of one file into purchases. Not thread-safe.</summary>
internal sealed class PurchaseRows
{
    private readonly CsvRecords _records;
    private readonly PurchaseCsvOptions _options;
    private readonly DateText _dateText;
    private readonly AmountText _amounts;
    private readonly DayCache _days;
    private readonly ContentKeySequence _contentKeys = new();
    private readonly SeenRows<Stated> _ownKeys = new();
    private readonly int _customer;
    private readonly int _date;
    private readonly int _amount;
    private readonly int _key;

    public PurchaseRows(CsvRecords records, PurchaseCsvOptions options, DateText dates)
    {
        _records = records;
        _options = options;
        _dateText = dates;
        _amounts = new AmountText(options.Format.Culture);
        _days = new DayCache(dates, options.BusinessZone);
        _customer = records.Header.Required(options.CustomerColumn, Option(nameof(options.CustomerColumn)));
        _date = records.Header.Required(options.DateColumn, Option(nameof(options.DateColumn)));
        _amount = records.Header.Required(options.AmountColumn, Option(nameof(options.AmountColumn)));
        _key = records.Header.Optional(options.KeyColumn, "key", Option(nameof(options.KeyColumn)));
    }

    /// <summary>The purchase of the current record.</summary>
    public Purchase Parse()
    {
        var customer = FieldChecks.Customer(_records, _customer, _options.CustomerColumn);
        var day = Day();
        var amount = Amount();
        return new Purchase(Key(customer, day.Date, amount), customer, day.Start, day.Date, amount);
    }

    private static string Option(string name) => $"{nameof(PurchaseCsvOptions)}.{name}";

    private DayCache.Day Day() =>
        _days.TryRead(_records.Utf8(_date), out var day)
            ? day
            : throw _records.Fault(_options.DateColumn, $"{_dateText.Expected} (CsvFormat.DateFormat states another form; day and month are never guessed)", _records.Text(_date));

    private Money Amount()
    {
        if (_amounts.TryParse(_records.Utf8(_amount), out var amount))
        {
            return new Money(amount, _options.Currency);
        }

        var found = _records.Text(_amount);
        throw _records.Fault(_options.AmountColumn, _amounts.IsNegative(found) ? AmountText.ExpectedNotNegative : _amounts.Expected, found);
    }

    private EventKey Key(CustomerId customer, LocalDate day, Money amount)
    {
        if (_key < 0 || _records.Utf8(_key).IsEmpty)
        {
            var content = _contentKeys.NextPurchase(customer, day, amount);
            return _options.KeyPrefix.Length == 0 ? content : new EventKey(_options.KeyPrefix + content.Value);
        }

        var key = FieldChecks.Key(_records, _key, _options.KeyColumn ?? "key", _options.KeyPrefix);
        var stated = new Stated(customer.Value.GetHashCode(StringComparison.Ordinal), DayNumber.From(day), amount.Amount);
        return _ownKeys.Note(_records.Utf8(_key), stated, _records.Line, out var first) == SeenRow.Other
            ? throw _records.Fault(_options.KeyColumn ?? "key", $"a key of its own: line {first} has the same key with another customer, date or amount")
            : key;
    }

    // The customer's hash spares a text for each row; should two customers ever share one, the store still refuses the second event.
    private readonly record struct Stated(int CustomerHash, int Day, decimal Amount);
}
