namespace CrmKit.Churn;

// Movements of one month, added up. The changes of the closing figures are kept beside them and not made of them, so that the account is checked, not assumed.
internal sealed class MonthTally
{
    private readonly long[] _customers = new long[(int)MovementKind.Churn + 1];
    private readonly decimal[] _amounts = new decimal[(int)MovementKind.Churn + 1];

    public long CustomersChange { get; private set; }

    public decimal MrrChange { get; private set; }

    public void Move(MovementKind kind, decimal amount)
    {
        _customers[(int)kind]++;
        _amounts[(int)kind] += amount;
    }

    public void Change(int customers, decimal mrr)
    {
        CustomersChange += customers;
        MrrChange += mrr;
    }

    public AccountMovements ToMovements(long opening, decimal openingMrr, SubscriptionLedger ledger) => new()
    {
        OpeningCustomers = opening,
        NewCustomers = _customers[(int)MovementKind.New],
        ReactivatedCustomers = _customers[(int)MovementKind.Reactivation],
        ChurnedCustomers = _customers[(int)MovementKind.Churn],
        ClosingCustomers = opening + CustomersChange,
        ExpandingCustomers = _customers[(int)MovementKind.Expansion],
        ContractingCustomers = _customers[(int)MovementKind.Contraction],
        OpeningMrr = ledger.MoneyOf(openingMrr),
        NewMrr = ledger.MoneyOf(_amounts[(int)MovementKind.New]),
        ReactivationMrr = ledger.MoneyOf(_amounts[(int)MovementKind.Reactivation]),
        ExpansionMrr = ledger.MoneyOf(_amounts[(int)MovementKind.Expansion]),
        ContractionMrr = ledger.MoneyOf(_amounts[(int)MovementKind.Contraction]),
        ChurnedMrr = ledger.MoneyOf(_amounts[(int)MovementKind.Churn]),
        ClosingMrr = ledger.MoneyOf(openingMrr + MrrChange),
    };
}
