namespace CrmKit.Import;

/// <summary>What a sum is: money paid, money given back, or a fault.</summary>
internal sealed class ReturnRule(PurchaseMap map)
{
    private readonly string _column = map.Amount.Name;

    /// <summary>The amount of the event, zero or more for a purchase and above zero for a return.</summary>
    /// <param name="sum">The sum of the lines.</param>
    /// <param name="isReturn">Whether they are marked as a return.</param>
    /// <param name="hasNegative">Whether one of them is below zero.</param>
    /// <param name="amount">The amount.</param>
    /// <param name="fault">What is wrong, where there is no amount.</param>
    public bool TryTake(decimal sum, bool isReturn, bool hasNegative, out decimal amount, out RowFault fault)
    {
        amount = Math.Abs(sum);
        fault = default;
        if (amount > Purchase.MaxAmount)
        {
            fault = new RowFault(RejectReason.Amount, _column, "amounts of at most 1,000,000,000,000,000 in all");
            return false;
        }

        if (!isReturn)
        {
            if (sum < 0)
            {
                fault = new RowFault(RejectReason.NegativeAmount, _column, AmountText.ExpectedNotNegative);
            }

            return sum >= 0;
        }

        if (sum == 0)
        {
            fault = new RowFault(RejectReason.EmptyReturn, _column, "a return that gives something back; this one adds up to zero");
            return false;
        }

        if (IsBack(sum, hasNegative))
        {
            return true;
        }

        fault = new RowFault(RejectReason.ReturnSign, _column, Expected);
        return false;
    }

    private string Expected => map.ReturnSign switch
    {
        ReturnSign.Positive => "amounts of zero or more, since the row is a return and the map writes returns so (return-sign=positive)",
        ReturnSign.Either => "less than zero in all, since the row is a return with a negative amount",
        _ => "less than zero in all, since the row is marked as a return (return-sign= states another sign)",
    };

    private bool IsBack(decimal sum, bool hasNegative) => map.ReturnSign switch
    {
        ReturnSign.Positive => !hasNegative,
        ReturnSign.Either => !hasNegative || sum < 0,
        _ => sum < 0,
    };
}
