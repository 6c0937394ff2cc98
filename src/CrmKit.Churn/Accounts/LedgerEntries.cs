using System.Runtime.InteropServices;

namespace CrmKit.Churn;

// What both shapes of rows share: customers by number, one currency, and amounts whose sums stay exact.
internal sealed class LedgerEntries
{
    private readonly Dictionary<CustomerId, int> _numbers = [];
    private readonly List<CustomerId> _customers = [];
    private decimal _sum;
    private byte _scale;
    private long _finestRow;

    public Currency Currency { get; private set; }

    // The next row's number, from 0, where the caller states none.
    public long Rows { get; private set; }

    public CustomerId[] Customers => [.. _customers];

    // Checks what both shapes say of a row.
    public void Check(CustomerId customer, Money mrr, long row)
    {
        if (customer == default)
        {
            throw new LedgerFaultException(row, "customer", "a customer's key");
        }

        if (mrr.Amount is < 0 or > Purchase.MaxAmount)
        {
            throw new LedgerFaultException(row, "mrr", string.Create(CultureInfo.InvariantCulture, $"an amount from 0 to {Purchase.MaxAmount}"));
        }

        if (Rows == 0)
        {
            Currency = mrr.Currency;
        }
        else if (mrr.Currency != Currency)
        {
            throw new CurrencyMismatchException(string.Create(CultureInfo.InvariantCulture, $"Row {row} is in {mrr.Currency}, and the ledger is in {Currency}. Convert one of them first."));
        }

        Rows++;
        _sum += decimal.Ceiling(mrr.Amount);
        if (mrr.Amount.Scale > _scale)
        {
            (_scale, _finestRow) = (mrr.Amount.Scale, row);
        }
    }

    public int Number(CustomerId customer)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, customer, out var isKnown);
        if (!isKnown)
        {
            number = _customers.Count;
            _customers.Add(customer);
        }

        return number;
    }

    // No figure of the accounts is larger than the sum of all rows, and none has more decimals than the finest row: where their sum fits into a decimal with
    // that many, every sum and difference is exact.
    public void RequireExactSums()
    {
        var largest = decimal.MaxValue;
        for (var i = 0; i < _scale; i++)
        {
            largest /= 10;
        }

        if (_sum >= decimal.Floor(largest))
        {
            throw new LedgerFaultException(
                _finestRow, "mrr", string.Create(CultureInfo.InvariantCulture, $"fewer than {_scale} decimals, so that the sum of {Rows} rows stays exact; round the amounts first"));
        }
    }
}
