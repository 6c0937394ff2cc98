namespace CrmKit.Import;

/// <summary>How a file of purchases is read: its format, its columns, and what the file itself does not say.</summary>
/// <remarks>Columns are matched without regard to case and to spaces around their names; further columns are ignored.</remarks>
public sealed record PurchaseCsvOptions
{
    /// <summary>How dates, amounts and fields are written. Default: comma, ISO dates, invariant culture.</summary>
    public CsvFormat Format { get; init; } = new();

    /// <summary>The currency of every amount; the file does not say.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The zone of the business, in which the dates are days.</summary>
    public required DateTimeZone BusinessZone { get; init; }

    /// <summary>The column of the customer's id. Default: <c>customer_id</c>.</summary>
    public string CustomerColumn { get; init; } = "customer_id";

    /// <summary>The column of the purchase's date. Default: <c>date</c>.</summary>
    public string DateColumn { get; init; } = "date";

    /// <summary>The column of the amount, zero or more, in major units. Default: <c>amount</c>.</summary>
    public string AmountColumn { get; init; } = "amount";

    /// <summary>The column of the source's own key. Default: <c>null</c>, which uses a column <c>key</c> where there is one.</summary>
    /// <remarks>A row without a key gets one from its content and its ordinal among equal rows, so that equal rows both count.</remarks>
    public string? KeyColumn { get; init; }

    /// <summary>Put before every key, to tell this source from others, for example <c>shop:</c>. At most 100 characters; default: empty.</summary>
    public string KeyPrefix { get; init; } = string.Empty;
}
