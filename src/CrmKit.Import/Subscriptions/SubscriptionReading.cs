using System.Runtime.CompilerServices;

namespace CrmKit.Import;

/// <summary>A file of subscriptions that is open: its rows, read once, one after another. Not thread-safe.</summary>
/// <remarks>To take nothing of a file with a fault, use what was read only after the last row.</remarks>
public sealed class SubscriptionReading : IAsyncDisposable
{
    private readonly CsvRecords _records;
    private readonly SubscriptionLayout _layout;
    private readonly SubscriptionFields _fields;
    private readonly string _fileName;
    private bool _isTaken;

    internal SubscriptionReading(CsvRecords records, SubscriptionLayout layout, SubscriptionFields fields, string fileName) =>
        (_records, _layout, _fields, _fileName) = (records, layout, fields, fileName);

    /// <summary>What a row is.</summary>
    public SubscriptionShape Shape => _layout.Shape;

    /// <summary>The physical line on which the current row starts, from 1: the number that a ledger may name the row by.</summary>
    public long Line => _records.Line;

    /// <summary>Reads the rows of a file of contracts.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InvalidOperationException">The file has a row for each month, or its rows were asked for before.</exception>
    /// <exception cref="ImportFaultException">A row is not what was stated: line, column and what was expected there are named.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IAsyncEnumerable<Subscription> ReadContractsAsync(CancellationToken cancellationToken = default)
    {
        Take(SubscriptionShape.Contracts);
        return ReadAsync(Contract, cancellationToken);
    }

    /// <summary>Reads the rows of a file of months.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InvalidOperationException">The file has a row for each contract, or its rows were asked for before.</exception>
    /// <exception cref="ImportFaultException">A row is not what was stated: line, column and what was expected there are named.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IAsyncEnumerable<SubscriptionMonth> ReadMonthsAsync(CancellationToken cancellationToken = default)
    {
        Take(SubscriptionShape.Months);
        return ReadAsync(Month, cancellationToken);
    }

    /// <summary>A fault of a row that only the rows together show, such as two rows for one customer and month.</summary>
    /// <param name="line">The line of the row.</param>
    /// <param name="field">The field: customer, month, state, mrr, start or end.</param>
    /// <param name="expected">What was expected, in words that continue "expected".</param>
    public ImportFaultException Fault(long line, string field, string expected) => new(_fileName, line, ColumnOf(field), expected);

    /// <summary>Closes the file; the stream stays open.</summary>
    public ValueTask DisposeAsync() => _records.DisposeAsync();

    private async IAsyncEnumerable<T> ReadAsync<T>(Func<T> row, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await _records.NextAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return row();
        }
    }

    private Subscription Contract()
    {
        var customer = _fields.Customer(_layout.Customer);
        var start = _fields.Day(_layout.First);
        return new Subscription(customer, start, _fields.End(_layout.Second, start), _fields.Mrr(_layout.Mrr));
    }

    private SubscriptionMonth Month()
    {
        var (customer, month, state) = (_fields.Customer(_layout.Customer), _fields.Month(_layout.First), _fields.State(_layout.Second));
        return new SubscriptionMonth(customer, month, state, state == SubscriptionState.Paused ? _fields.MrrOrNothing(_layout.Mrr) : _fields.Mrr(_layout.Mrr));
    }

    private string ColumnOf(string field) => field switch
    {
        "customer" => _layout.Customer.Name,
        "month" or "start" => _layout.First.Name,
        "state" or "end" => _layout.Second.Name,
        "mrr" => _layout.Mrr.Name,
        _ => field,
    };

    private void Take(SubscriptionShape shape)
    {
        if (Shape != shape || _isTaken)
        {
            throw new InvalidOperationException(_isTaken ? "The rows of a file are read once." : $"The file is of the shape {Shape}.");
        }

        _isTaken = true;
    }
}
