namespace CrmKit.Import;

/// <summary>Which columns of a foreign file make a purchase or a return: what a web shop's export calls them, and what it means by them.</summary>
/// <remarks>
/// Written as text (<see cref="Parse"/>), for example
/// <c>customer=CustomerID,date=InvoiceDate:yyyy-MM-dd HH:mm:ss,amount=Quantity*UnitPrice,key=InvoiceNo,return-prefix=C</c>, or in code.
/// Columns are matched without regard to case; columns that the map does not name are ignored.
/// </remarks>
public sealed record PurchaseMap
{
    /// <summary>The column of the customer's id.</summary>
    public required string CustomerColumn { get; init; }

    /// <summary>The column of the day, or of day and time.</summary>
    public required string DateColumn { get; init; }

    /// <summary>
    /// The form of the date column as a NodaTime pattern, with a time (<c>yyyy-MM-dd HH:mm:ss</c>) or without; default <c>null</c>, which takes <see cref="CsvFormat.DatePattern"/>.
    /// </summary>
    public string? DatePattern { get; init; }

    /// <summary>What the row's amount is, in major units.</summary>
    public required AmountExpression Amount { get; init; }

    /// <summary>The column of the source's own key, an invoice number; default <c>null</c>: rows get keys from their content.</summary>
    public string? KeyColumn { get; init; }

    /// <summary>The column of the currency's ISO 4217 code, which must be the options' currency in every row; default <c>null</c>.</summary>
    public string? CurrencyColumn { get; init; }

    /// <summary>The currency of the whole file, which must be the options' currency; default <c>null</c>: as the options say.</summary>
    public Currency? Currency { get; init; }

    /// <summary>What the keys of returns begin with, to the letter; default none.</summary>
    public ImmutableArray<string> ReturnPrefixes { get; init; } = [];

    /// <summary>The column that says which rows are returns; default <c>null</c>. With prefixes too, either of them marks a return.</summary>
    public ReturnFlag? ReturnFlag { get; init; }

    /// <summary>How amounts of returns are written. Default: below zero.</summary>
    public ReturnSign ReturnSign { get; init; } = ReturnSign.Negative;

    /// <summary>The column of the key of the purchase that a return belongs to, empty where unknown; it is not read on purchases. Default <c>null</c>.</summary>
    public string? PurchaseColumn { get; init; }

    /// <summary>The column of what was bought, as codes of the business's own categories; it is not read on returns. Default <c>null</c>.</summary>
    public string? ItemsColumn { get; init; }

    /// <summary>What several rows with one key are. Default: one event a row.</summary>
    public InvoiceLines Lines { get; init; } = InvoiceLines.One;

    /// <summary>What becomes of white space around ids and keys. Default: the row is refused.</summary>
    public OuterSpaces Spaces { get; init; } = OuterSpaces.Refuse;

    /// <summary>Whether a map says which rows are returns.</summary>
    internal bool KnowsReturns => ReturnFlag is not null || !ReturnPrefixes.IsDefaultOrEmpty;

    /// <summary>Reads a map.</summary>
    /// <remarks>
    /// <para>Items are separated by commas, in any order, each at most once; customer, date and amount must be there:</para>
    /// <list type="bullet">
    /// <item><c>customer=Column</c></item>
    /// <item><c>date=Column</c> or <c>date=Column:pattern</c></item>
    /// <item><c>amount=expression</c>: see <see cref="AmountExpression"/></item>
    /// <item><c>key=Column</c>: the lines of one key are one invoice, unless <c>lines=one</c></item>
    /// <item><c>currency=Column</c> or <c>currency:EUR</c></item>
    /// <item><c>return-prefix=C|CN</c>: what the keys of returns begin with; their sums are below zero</item>
    /// <item><c>return=Column:value|value</c>: which values mark a return; amounts of either sign are money given back</item>
    /// <item><c>return-sign=negative</c>, <c>positive</c> or <c>either</c>: where the source writes returns otherwise</item>
    /// <item><c>purchase=Column</c>: the key of the purchase that a return belongs to</item>
    /// <item><c>items=Column</c>: what was bought, as codes (<see cref="Purchase.Items"/>); those of the lines of an invoice are put together</item>
    /// <item><c>lines=sum</c> (default with a key) or <c>lines=one</c></item>
    /// <item><c>spaces=refuse</c> (default), <c>keep</c> or <c>trim</c></item>
    /// </list>
    /// <para>Names, values and patterns that hold a special character stand in double quotes, an inner quote doubled.</para>
    /// </remarks>
    /// <param name="text">The map, at most 10,000 characters.</param>
    /// <exception cref="PurchaseMapException">The map cannot be read; the message names the item, the character and what was expected.</exception>
    public static PurchaseMap Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new PurchaseMapParser(text).Parse();
    }

    /// <summary>What the map does, in English, one sentence a line.</summary>
    public string Explain() => PurchaseMapText.Explain(this);

    /// <summary>The map as text that <see cref="Parse"/> reads as an equal map.</summary>
    public override string ToString() => PurchaseMapText.Write(this);

    /// <summary>Whether both say the same.</summary>
    /// <param name="other">The other map.</param>
    public bool Equals(PurchaseMap? other) => other is not null && string.Equals(ToString(), other.ToString(), StringComparison.Ordinal);

    /// <summary>A hash of what the map says.</summary>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
