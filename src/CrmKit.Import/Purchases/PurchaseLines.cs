using System.Text;

namespace CrmKit.Import;

/// <summary>Turns the records of one file into lines and events. Not thread-safe.</summary>
internal sealed class PurchaseLines
{
    private const int PoolSize = 1024;

    private readonly CsvRecords _records;
    private readonly PurchaseCsvOptions _options;
    private readonly PurchaseMap _map;
    private readonly PurchaseColumns _columns;
    private readonly MomentCache _moments;
    private readonly AmountText _numbers;
    private readonly IdField _ids;
    private readonly ItemCodes _items = new();
    private readonly ContentKeySequence _contentKeys = new();
    private readonly bool _hasTime;
    private readonly decimal[] _operands;
    private readonly byte[] _currency;
    private readonly byte[][] _prefixes;
    private readonly byte[][] _flags;

    // Rows of one customer often stand together, or come again soon: their ids are the same texts.
    private readonly (UInt128 Fingerprint, CustomerId Id)[] _pool = new (UInt128, CustomerId)[PoolSize];

    public PurchaseLines(CsvRecords records, PurchaseCsvOptions options, PurchaseMap map, MomentText moments)
    {
        _records = records;
        _options = options;
        _map = map;
        _columns = new PurchaseColumns(records.Header, map, options);
        _moments = new MomentCache(moments);
        _hasTime = moments.HasTime;
        _numbers = new AmountText(options.Format.Culture);
        _ids = new IdField(map.Spaces);
        _operands = new decimal[_columns.Operands.Length];
        _currency = Encoding.UTF8.GetBytes(options.Currency.Code);
        _prefixes = [.. map.ReturnPrefixes.IsDefaultOrEmpty ? [] : map.ReturnPrefixes.Select(Encoding.UTF8.GetBytes)];
        _flags = [.. map.ReturnFlag?.Values.Select(Encoding.UTF8.GetBytes) ?? []];
    }

    /// <summary>Whether rows can have keys of their own.</summary>
    public bool HasKeys => _columns.Key >= 0;

    /// <summary>The number of the key's column.</summary>
    public int KeyColumn => _columns.Key;

    /// <summary>What faults call the key's column.</summary>
    public string KeyName => _columns.KeyName;

    /// <summary>The fingerprint of the current record's key; <c>false</c> where it has none.</summary>
    public bool TryKey(out UInt128 key)
    {
        key = default;
        if (_columns.Key < 0 || Field(_columns.Key) is not { IsEmpty: false } field)
        {
            return false;
        }

        key = FieldFingerprint.Of(field);
        return true;
    }

    /// <summary>The keys that the current record may have meant: its own, and what is left of it without white space around it.</summary>
    public IEnumerable<UInt128> KeysOfBadRow()
    {
        if (!TryKey(out var key))
        {
            return [];
        }

        var meant = Encoding.UTF8.GetString(Field(_columns.Key)).Trim();
        return meant.Length == 0 ? [key] : [key, FieldFingerprint.Of(Encoding.UTF8.GetBytes(meant))];
    }

    /// <summary>What the current record states; <c>false</c> with what is wrong with it.</summary>
    public bool TryParse(out PurchaseLine line, out RowFault fault)
    {
        line = default;
        var customer = Field(_columns.Customer);
        if (!_ids.IsUsable(customer, CustomerId.MaxLength))
        {
            fault = CustomerFault(customer);
            return false;
        }

        if (!_moments.TryRead(Field(_columns.Date), out var when, out var expected))
        {
            fault = DateFault(expected);
            return false;
        }

        if (!TryAmount(out var amount, out fault) || !IsCurrency(out fault) || !TryKeyOf(out var hasKey, out var key, out fault))
        {
            return false;
        }

        var isReturn = IsReturn();
        var purchase = UInt128.Zero;
        if (isReturn && !TryPurchase(out purchase, out fault))
        {
            return false;
        }

        ImmutableArray<Topic> items = [];
        if (!isReturn && _columns.Items >= 0 && !_items.TryParse(Field(_columns.Items), out items))
        {
            fault = new RowFault(RejectReason.Field, _map.ItemsColumn!, ItemCodes.Expected);
            return false;
        }

        line = new PurchaseLine(hasKey, key, FieldFingerprint.Of(customer), when, amount, isReturn, purchase, items);
        return true;
    }

    /// <summary>The event of a line that was parsed from the current record.</summary>
    /// <param name="line">The line.</param>
    /// <param name="amount">The amount of the event.</param>
    /// <param name="items">What was bought.</param>
    public TimelineEvent Event(in PurchaseLine line, decimal amount, ImmutableArray<Topic> items)
    {
        var customer = Customer(line.Customer);
        var money = new Money(amount, _options.Currency);
        EventKey? purchase = line.Purchase == UInt128.Zero ? null : new EventKey(_options.KeyPrefix + Text(_columns.Purchase));
        var key = line.HasKey ? new EventKey(_options.KeyPrefix + Text(_columns.Key)) : ContentKey(line, customer, money, purchase);
        return line.IsReturn
            ? new PurchaseReturn(key, customer, line.When.At, line.When.Day, money, purchase)
            : new Purchase(key, customer, line.When.At, line.When.Day, money) { Items = items };
    }

    private EventKey ContentKey(in PurchaseLine line, CustomerId customer, Money money, EventKey? purchase)
    {
        Instant? at = _hasTime ? line.When.At : null;
        var key = line.IsReturn
            ? _contentKeys.NextReturn(customer, line.When.Day, money, at, purchase)
            : _contentKeys.NextPurchase(customer, line.When.Day, money, at);
        return _options.KeyPrefix.Length == 0 ? key : new EventKey(_options.KeyPrefix + key.Value);
    }

    private CustomerId Customer(UInt128 fingerprint)
    {
        ref var known = ref _pool[(int)((uint)fingerprint.GetHashCode() % PoolSize)];
        if (known.Fingerprint != fingerprint)
        {
            known = (fingerprint, new CustomerId(Text(_columns.Customer)));
        }

        return known.Id;
    }

    private bool TryAmount(out decimal amount, out RowFault fault)
    {
        fault = default;
        for (var i = 0; i < _operands.Length; i++)
        {
            if (!_numbers.TryParse(Field(_columns.Operands[i]), out _operands[i]))
            {
                amount = 0;
                fault = NumberFault(i);
                return false;
            }
        }

        if (!_map.Amount.TryEvaluate(_operands, out amount))
        {
            fault = new RowFault(RejectReason.Amount, _map.Amount.Name, "an amount of at most 28 digits, for it is kept exactly");
            return false;
        }

        return true;
    }

    private bool IsCurrency(out RowFault fault)
    {
        fault = default;
        if (_columns.Currency < 0 || Field(_columns.Currency).SequenceEqual(_currency))
        {
            return true;
        }

        fault = new RowFault(RejectReason.Currency, _columns.CurrencyName, $"{_options.Currency.Code} in every row: different currencies do not add up");
        return false;
    }

    private bool TryKeyOf(out bool hasKey, out UInt128 key, out RowFault fault)
    {
        fault = default;
        hasKey = TryKey(out key);
        if (!hasKey)
        {
            if (_map.Lines == InvoiceLines.One)
            {
                return true;
            }

            fault = new RowFault(RejectReason.KeyMissing, _columns.KeyName, "a key in every row, since the rows of one key are added up");
            return false;
        }

        return IsKey(_columns.Key, _columns.KeyName, out fault);
    }

    private bool TryPurchase(out UInt128 purchase, out RowFault fault)
    {
        purchase = UInt128.Zero;
        fault = default;
        if (_columns.Purchase < 0 || Field(_columns.Purchase).IsEmpty)
        {
            return true;
        }

        purchase = FieldFingerprint.Of(Field(_columns.Purchase));
        return IsKey(_columns.Purchase, _map.PurchaseColumn!, out fault);
    }

    private bool IsKey(int column, string name, out RowFault fault)
    {
        fault = default;
        var longest = EventKey.MaxLength - _options.KeyPrefix.Length;
        if (_ids.IsUsable(Field(column), longest))
        {
            return true;
        }

        fault = new RowFault(RejectReason.Key, name, $"a key of at most {longest} characters without control characters{_ids.AndSpaces}, or nothing");
        return false;
    }

    private bool IsReturn()
    {
        if (_prefixes.Length > 0)
        {
            var key = Field(_columns.Key);
            foreach (var prefix in _prefixes)
            {
                if (key.StartsWith(prefix))
                {
                    return true;
                }
            }
        }

        if (_columns.Flag >= 0)
        {
            var flag = Field(_columns.Flag);
            foreach (var value in _flags)
            {
                if (flag.SequenceEqual(value))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private RowFault CustomerFault(ReadOnlySpan<byte> field) => new(
        _ids.IsBlank(field) ? RejectReason.CustomerMissing : RejectReason.Customer,
        _map.CustomerColumn,
        $"a customer's id: 1 to {CustomerId.MaxLength} characters without control characters{_ids.AndSpaces}");

    private RowFault DateFault(string expected)
    {
        var hint = _options.Map is null ? "CsvFormat.DatePattern states another form" : "date=Column:pattern states another form";
        return new RowFault(RejectReason.Date, _map.DateColumn, $"{expected} ({hint}; day and month are never guessed)");
    }

    private RowFault NumberFault(int operand)
    {
        var found = _records.Text(_columns.Operands[operand]);
        return new RowFault(RejectReason.Number, _map.Amount.Columns[operand], _numbers.IsNegative(found) ? AmountText.ExpectedMinus : _numbers.Expected);
    }

    private ReadOnlySpan<byte> Field(int column)
    {
        var field = _records.Utf8(column);
        return _map.Spaces == OuterSpaces.Trim ? field[Ascii.Trim(field)] : field;
    }

    private string Text(int column) => _map.Spaces == OuterSpaces.Trim ? Encoding.UTF8.GetString(Field(column)) : _records.Text(column);
}
