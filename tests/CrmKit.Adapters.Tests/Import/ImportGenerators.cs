using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Import;

/// <summary>Purchases with hostile ids, and files with hostile bytes.</summary>
internal static class ImportGenerators
{
    // What CSV readers and spreadsheets trip over; then right-to-left, zero-width, homoglyph, combining, beyond the basic plane.
    private static readonly string[] Pieces =
    [
        "\"", "\"\"", ",", ";", "'", "=", "+", "-", "@", "#", " ", "  ", "\\", "/", "a", "Z", "0", "17", "=1+1", "-10", "@SUM(A1)", "sep=;", "NULL",
        "\u05D0", "\u202E", "\u200B", "\uFEFF", "\u0430", "e\u0301", "\U0001F600", "\uFFFD", "\u2028", "ß", "ı",
    ];

    private static readonly Gen<string> Ids =
        Gen.Elements(Pieces).NonEmptyListOf().Select(pieces => string.Concat(pieces)).Where(id => id.Length <= CustomerId.MaxLength);

    private static readonly Gen<LocalDate> Dates = Gen.Choose(DayNumber.From(new LocalDate(1, 1, 1)), DayNumber.From(new LocalDate(9999, 12, 31))).Select(DayNumber.ToDate);

    private static readonly Gen<decimal> Amounts =
        from low in Gen.Choose(0, int.MaxValue)
        from middle in Gen.Choose(0, int.MaxValue)
        from high in Gen.Elements(0, 1, 500_000_000)
        from scale in Gen.Choose(0, 28)
        let amount = new decimal(low, middle, high, isNegative: false, (byte)scale)
        select amount <= Purchase.MaxAmount ? amount : new decimal(low, middle & 0xFFFF, 0, isNegative: false, (byte)scale);

    /// <summary>Purchases of the business in Berlin, in euro, each with a key of its own.</summary>
    public static Arbitrary<List<Purchase>> PurchaseLists { get; } =
        (from id in Ids
         from day in Dates
         from amount in Amounts
         select (id, day, amount)).ListOf().Select(rows =>
            rows.Select((row, i) => Purchase.OnDay(new EventKey($"{i}:{row.id}"), row.id, row.day, new Money(row.amount, Currency.Eur), CsvText.Berlin)).ToList()).ToArbitrary();

    /// <summary>A header line and then pieces of files in any order, valid or not.</summary>
    public static Arbitrary<byte[]> Files { get; } =
        Gen.OneOf(
            Gen.Elements(new byte[][]
            {
                [.. "1,1997-01-02,4"u8], [.. ",\"a\nb\""u8], [.. "\r\n"u8], [.. "\n"u8], [.. "\r"u8], [.. "\""u8], [.. "\"\""u8], [.. ","u8], [.. "ü"u8], [0xEF, 0xBB, 0xBF], [0xFF], [0],
            }),
            Gen.Choose(0, 255).Select(b => new[] { (byte)b }))
        .ListOf().Select(pieces => pieces.SelectMany(piece => piece))
        .SelectMany(rest => Gen.Elements("customer_id,date,amount\n", "customer_id,date,amount,key\r\n", string.Empty)
            .Select(header => System.Text.Encoding.UTF8.GetBytes(header).Concat(rest).ToArray())).ToArbitrary();
}
