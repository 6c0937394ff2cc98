namespace CrmKit.Import;

/// <summary>The stable texts of reasons.</summary>
public static class RejectReasons
{
    /// <summary>The stable code of a reason, for example <c>customer-missing</c>: lower case, words joined by hyphens.</summary>
    /// <param name="reason">The reason.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is no reason.</exception>
    public static string Code(this RejectReason reason) => reason switch
    {
        RejectReason.Quotes => "quotes",
        RejectReason.Fields => "fields",
        RejectReason.Encoding => "encoding",
        RejectReason.Size => "size",
        RejectReason.CustomerMissing => "customer-missing",
        RejectReason.Customer => "customer",
        RejectReason.Date => "date",
        RejectReason.Number => "number",
        RejectReason.Amount => "amount",
        RejectReason.NegativeAmount => "negative-amount",
        RejectReason.ReturnSign => "return-sign",
        RejectReason.EmptyReturn => "empty-return",
        RejectReason.Currency => "currency",
        RejectReason.KeyMissing => "key-missing",
        RejectReason.Key => "key",
        RejectReason.DuplicateKey => "duplicate-key",
        RejectReason.KnownKey => "known-key",
        RejectReason.MixedCustomers => "mixed-customers",
        RejectReason.MixedDays => "mixed-days",
        RejectReason.MixedReturns => "mixed-returns",
        RejectReason.MixedPurchases => "mixed-purchases",
        RejectReason.OtherLine => "other-line",
        RejectReason.Missing => "missing",
        RejectReason.Unused => "unused",
        RejectReason.Unknown => "unknown",
        RejectReason.Text => "text",
        RejectReason.Address => "address",
        RejectReason.Field => "field",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Expected a defined reason."),
    };
}
