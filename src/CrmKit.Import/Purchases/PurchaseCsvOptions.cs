using NodaTime.TimeZones;

namespace CrmKit.Import;

/// <summary>How a file of purchases is read: its format, its columns, and what the file itself does not say.</summary>
/// <remarks>
/// Columns are matched without regard to case and to spaces around their names; further columns are ignored. A file of one row a purchase is described by the
/// column names here; a web shop's export by a <see cref="Map"/>.
/// </remarks>
public sealed record PurchaseCsvOptions
{
    /// <summary>How dates, amounts and fields are written. Default: comma, ISO dates, invariant culture.</summary>
    public CsvFormat Format { get; init; } = new();

    /// <summary>The currency of every amount; the file does not say, or says it in a column that the map names.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The zone of the business, in which the dates are days and the times wall times.</summary>
    public required DateTimeZone BusinessZone { get; init; }

    /// <summary>
    /// What a wall time means that the clocks skip or show twice. Default: <see cref="Resolvers.LenientResolver"/>, which takes the earlier of two, and moves a
    /// skipped one on by the length of the gap; the day stays as it is written. <see cref="Resolvers.StrictResolver"/> makes both a fault.
    /// </summary>
    public ZoneLocalMappingResolver TimeResolver { get; init; } = Resolvers.LenientResolver;

    /// <summary>Which columns make a purchase or a return, in a file with invoices, returns or computed amounts; default <c>null</c>, which takes the columns named below.</summary>
    public PurchaseMap? Map { get; init; }

    /// <summary>The column of the customer's id. Default: <c>customer_id</c>.</summary>
    public string CustomerColumn { get; init; } = "customer_id";

    /// <summary>The column of the purchase's date. Default: <c>date</c>.</summary>
    public string DateColumn { get; init; } = "date";

    /// <summary>The column of the amount, zero or more, in major units. Default: <c>amount</c>.</summary>
    public string AmountColumn { get; init; } = "amount";

    /// <summary>The column of the source's own key. Default: <c>null</c>, which uses a column <c>key</c> where there is one.</summary>
    /// <remarks>A row without a key gets one from its content and its ordinal among equal rows, so that equal rows both count.</remarks>
    public string? KeyColumn { get; init; }

    /// <summary>The column of what was bought, as codes of the business's own categories (<see cref="Purchase.Items"/>). Default: <c>null</c>, which reads none.</summary>
    public string? ItemsColumn { get; init; }

    /// <summary>Put before every key, to tell this source from others, for example <c>shop:</c>. At most 100 characters; default: empty.</summary>
    public string KeyPrefix { get; init; } = string.Empty;

    /// <summary>Keys, prefix included, under which something else is recorded where the events go; their rows are set aside (<see cref="RejectReason.KnownKey"/>). Default: none.</summary>
    /// <remarks>They need somebody who takes rows that are set aside.</remarks>
    public IReadOnlySet<EventKey> KeysInConflict { get; init; } = KeyConflicts.None;

    /// <summary>The map that the five columns stand for.</summary>
    internal PurchaseMap SimpleMap() => new()
    {
        CustomerColumn = CustomerColumn,
        DateColumn = DateColumn,
        Amount = AmountExpression.Column(AmountColumn),
        KeyColumn = KeyColumn,
        ItemsColumn = ItemsColumn,
        Spaces = OuterSpaces.Keep,
    };

    /// <summary>Whether none of the five columns was named.</summary>
    internal bool HasUsualColumns => (CustomerColumn, DateColumn, AmountColumn, KeyColumn, ItemsColumn) == ("customer_id", "date", "amount", null, null);
}
