using System.Text;
using CrmKit.Import;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Import;

public sealed class PurchaseCsvProperties
{
    private static readonly PurchaseCsvOptions German = CsvText.PurchaseOptions with
    {
        Format = new CsvFormat { DatePattern = "dd.MM.yyyy", Culture = CultureInfo.GetCultureInfo("de-DE") },
    };

    [Fact]
    public void Purchases_written_as_csv_read_back_equal() =>
        Prop.ForAll(ImportGenerators.PurchaseLists, purchases =>
            Read(Write(purchases, "\r\n", withKeys: true, CsvText.PurchaseOptions), CsvText.PurchaseOptions).SequenceEqual(purchases)
            && Read(Write(purchases, "\n", withKeys: true, German), German).SequenceEqual(purchases)).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_without_keys_read_twice_gives_the_same_distinct_keys() =>
        Prop.ForAll(ImportGenerators.PurchaseLists, purchases =>
        {
            // Each row twice: equal rows are the rule here, not the exception.
            var text = Write([.. purchases, .. purchases], "\r", withKeys: false, CsvText.PurchaseOptions);
            var keys = Read(text, CsvText.PurchaseOptions).ConvertAll(p => p.Key);
            return keys.Distinct().Count() == 2 * purchases.Count
                && keys.SequenceEqual(Read(text, CsvText.PurchaseOptions).Select(p => p.Key));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_bytes_are_read_or_refused_with_a_line_and_nothing_else_happens() =>
        Prop.ForAll(ImportGenerators.Files, bytes =>
        {
            try
            {
                CsvText.Purchases(bytes).GetAwaiter().GetResult();
                return true;
            }
            catch (ImportFaultException e)
            {
                return e.Line >= 1 && e.Line <= 1 + bytes.Count(b => b is (byte)'\n' or (byte)'\r') && e.File == "P.csv" && e.Expected.Length > 0;
            }
        }).QuickCheckThrowOnFailure();

    private static List<Purchase> Read(string text, PurchaseCsvOptions options) => CsvText.Purchases(text, options).GetAwaiter().GetResult();

    private static string Write(IReadOnlyList<Purchase> purchases, string lineBreak, bool withKeys, PurchaseCsvOptions options)
    {
        var text = new StringBuilder(withKeys ? "key,customer_id,date,amount" : "customer_id,date,amount").Append(lineBreak);
        foreach (var purchase in purchases)
        {
            string[] fields =
            [
                purchase.Key.Value,
                purchase.Customer.Value,
                purchase.Day.ToString(options.Format.DatePattern, CultureInfo.InvariantCulture),
                purchase.Amount.Amount.ToString(options.Format.Culture),
            ];
            text.AppendJoin(',', fields.Skip(withKeys ? 0 : 1).Select(CsvText.Quote)).Append(lineBreak);
        }

        return text.ToString();
    }
}
