namespace CrmKit.Import;

/// <summary>Turns the rows of a file of deals into purchases. Not thread-safe.</summary>
internal sealed class DealRows
{
    private const int MaxKey = 300;

    private readonly CsvRecords _records;
    private readonly ReadingState _state;
    private readonly DealSection _section;
    private readonly Currency _currency;
    private readonly string _kind;
    private readonly ProfileColumn _key;
    private readonly ProfileColumn _date;
    private readonly ProfileColumn _amount;
    private readonly ProfileColumn _wonColumn;
    private readonly WonColumn _won;
    private readonly ProfileColumn? _customer;
    private readonly ProfileColumn? _email;
    private readonly ProfileColumn? _currencyColumn;
    private readonly HashSet<string> _wonStages;
    private readonly SeenRows<DealContent> _seen = new();

    public DealRows(CsvRecords records, ReadingState state)
    {
        _records = records;
        _state = state;
        _section = state.Profile.Deals;
        _currency = state.Options.Currency ?? throw records.Header.Fault(null, "the currency of the deals to be stated (ProfileReaderOptions.Currency)");
        _wonStages = (state.Options.WonStages.IsDefault ? [] : state.Options.WonStages).Select(FoldedText.Of).ToHashSet(StringComparer.Ordinal);
        var columns = new ProfileColumns(records.Header);
        (_kind, _key) = _section.Keys.Select(key => (key.Kind, Column: columns.Find(key.Names))).FirstOrDefault(key => key.Column is not null) is (var kind, { } found)
            ? (kind, found)
            : throw columns.Missing([.. _section.Keys.SelectMany(key => key.Names)], "it holds the deal's own id");
        _customer = columns.Find(_section.Customer);
        _email = columns.Find(_section.Email);
        if (_customer is null && _email is null)
        {
            throw columns.Missing([.. _section.Customer, .. _section.Email], "it says who bought");
        }

        _date = columns.Find(_section.Date) ?? throw columns.Missing(_section.Date, "it says when");
        _amount = columns.Find(_section.Amount) ?? throw columns.Missing(_section.Amount, "it says for how much");
        _currencyColumn = columns.Find(_section.Currency);
        (_won, _wonColumn) = _section.Won.Select(won => (Won: won, Column: columns.Find(won.Names))).FirstOrDefault(won => won.Column is not null) is ({ } rule, { } wonColumn)
            ? (rule, wonColumn)
            : throw columns.Missing([.. _section.Won.SelectMany(won => won.Names)], "it says which deals are won");
    }

    /// <summary>What the current row gives.</summary>
    public async ValueTask<ImportedRecord> ParseAsync(CancellationToken cancellationToken)
    {
        if (!IsWon())
        {
            return Nothing(PassedOver.NotWon);
        }

        if (await CustomerAsync(cancellationToken).ConfigureAwait(false) is not { } customer)
        {
            return Nothing(PassedOver.NoCustomer);
        }

        var key = Key();
        if (_state.Options.KeysInConflict.Contains(key))
        {
            throw _records.Fault(KeyConflicts.Fault(_key.Name));
        }

        var day = Day();
        var amount = Amount();
        var content = new DealContent(customer.Value.GetHashCode(StringComparison.Ordinal), DayNumber.From(day), amount.Amount);
        return _seen.Note(_records.Utf8(_key.Index), content, _records.Line, out var first) switch
        {
            SeenRow.New => new ImportedRecord
            {
                Customer = customer,
                Line = _records.Line,
                Purchase = Purchase.OnDay(key, customer, day, amount, _state.Options.BusinessZone),
            },
            SeenRow.Same => Nothing(PassedOver.Repeated) with { Customer = customer },
            _ => throw _records.Fault(_key.Name, $"one row for each deal: line {first} has this id with another customer, day or amount"),
        };
    }

    private ImportedRecord Nothing(PassedOver why) => new() { Customer = _state.Nobody, Line = _records.Line, PassedOver = why };

    private bool IsWon()
    {
        var text = _records.Text(_wonColumn.Index);
        if (_won.IsStage && _wonStages.Contains(FoldedText.Of(text)))
        {
            return true;
        }

        return _won.Values.TryRead(text, out var answer) ? answer == Answer.Yes : throw _records.Fault(_wonColumn.Name, _won.Values.Expected);
    }

    private async ValueTask<CustomerId?> CustomerAsync(CancellationToken cancellationToken)
    {
        if (_customer is { } column && FirstId(_records.Text(column.Index)) is { Length: > 0 } text)
        {
            return text.Length <= CustomerId.MaxLength && !FieldChecks.HasControl(text)
                ? new CustomerId(text)
                : throw _records.Fault(column.Name, $"a customer's id: 1 to {CustomerId.MaxLength} characters without control characters");
        }

        if (_email is not { } email || !ContactPoint.TryParse(Channel.Email, _records.Text(email.Index), out var point))
        {
            return null;
        }

        var here = _state.Book.At(point);
        if (here.Count == 0 && _state.Options.CustomersAt is { } find)
        {
            here = await find(point, cancellationToken).ConfigureAwait(false);
        }

        return here.Count == 1 ? here.First() : (CustomerId?)null;
    }

    private string FirstId(string text) => _state.IdText(_section.CustomerSeparator is { } separator ? text.Split(separator)[0] : text);

    private EventKey Key()
    {
        var text = _state.IdText(_records.Text(_key.Index));
        return text.Length is > 0 and <= MaxKey && !FieldChecks.HasControl(text)
            ? new EventKey($"{_state.Profile.Name}:{_kind}:{text}")
            : throw _records.Fault(_key.Name, $"the deal's own id: 1 to {MaxKey} characters without control characters");
    }

    private LocalDate Day() =>
        _state.Times.TryRead(_records.Text(_date.Index), out var moment)
            ? moment.Day
            : throw _records.Fault(_date.Name, $"{_state.Times.Expected}; ProfileReaderOptions.DatePatterns states others");

    private Money Amount()
    {
        if (_currencyColumn is { } column && _records.Text(column.Index).Trim() is { Length: > 0 } written)
        {
            var code = _section.CurrencyCodes.GetValueOrDefault(FoldedText.Of(written), written.ToUpperInvariant());
            if (!string.Equals(code, _currency.Code, StringComparison.Ordinal))
            {
                throw _records.Fault(column.Name, $"{_currency.Code}, the stated currency of every deal of the file");
            }
        }

        var text = _records.Text(_amount.Index);
        return _state.Amounts.TryRead(text, _currency, out var amount) ? new Money(amount, _currency) : throw _records.Fault(_amount.Name, _state.Amounts.Expected);
    }

    // The customer's hash spares a text for each row; should two customers ever share one, the store still refuses the second event.
    private readonly record struct DealContent(int CustomerHash, int Day, decimal Amount);
}
