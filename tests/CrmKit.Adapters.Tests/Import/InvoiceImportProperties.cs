using System.Text;
using CrmKit.Import;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Import;

public sealed class InvoiceImportProperties
{
    private static readonly PurchaseCsvOptions Options = CsvText.PurchaseOptions with
    {
        Map = PurchaseMap.Parse("customer=customer_id,date=date,amount=amount,key=key,return-prefix=C"),
    };

    private static readonly PurchaseCsvOptions ByRow = Options with { Map = Options.Map! with { Lines = InvoiceLines.One } };

    // Short keys and keys that are remembered as hashes, some of which differ in their last character alone.
    private static readonly Gen<string> Keys = Gen.Elements("1", "2", "C3", "0123456789abcde", "0123456789abcdef", "0123456789abcdeg", new string('k', 200) + "1", new string('k', 200) + "2", "C" + new string('ü', 200));

    private static readonly Arbitrary<List<(string Key, int Cents)>> Lines =
        Gen.Zip(Keys, Gen.Choose(-50, 1000)).Select(pair => (pair.Item1, pair.Item2)).ListOf().Select(lines => lines.ToList()).ToArbitrary();

    [Fact]
    public void Money_of_the_lines_is_that_of_the_events_and_of_the_rejects() =>
        Prop.ForAll(Lines, lines =>
        {
            var text = new StringBuilder("customer_id,date,amount,key\n");
            foreach (var (key, cents) in lines)
            {
                var amount = key[0] == 'C' ? -cents : cents;
                text.Append(CultureInfo.InvariantCulture, $"of {key.Length}{key[^1]},2024-05-01,{amount / 100m:0.00},{key}\n");
            }

            var (events, summary, _) = Import(Encoding.UTF8.GetBytes(text.ToString()), Options);
            var expected = lines.GroupBy(line => line.Key, StringComparer.Ordinal)
                .Select(group => (group.Key, Sum: group.Sum(line => line.Cents) / 100m))
                .Where(invoice => invoice.Key[0] == 'C' ? invoice.Sum > 0 : invoice.Sum >= 0)
                .ToList();
            return events.Select(e => (e.Key.Value, e is PurchaseReturn back ? back.Amount.Amount : ((Purchase)e).Amount.Amount)).SequenceEqual(expected)
                && events.TrueForAll(e => e.Customer.Value == $"of {e.Key.Value.Length}{e.Key.Value[^1]}" && e is PurchaseReturn == (e.Key.Value[0] == 'C'))
                && summary.LinesTaken == lines.Count(line => expected.Exists(invoice => invoice.Key == line.Key));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_bytes_are_taken_or_set_aside_record_by_record_or_the_file_is_refused() =>
        Prop.ForAll(ImportGenerators.Files, bytes => new[] { Options, ByRow, CsvText.PurchaseOptions }.All(options =>
        {
            try
            {
                var (events, summary, rejects) = Import(bytes, options);

                // All that is set aside can be read again, and is set aside again, or taken where its company was bad.
                return summary.LinesRead == summary.LinesTaken + summary.LinesSetAside
                    && summary.LinesSetAside == summary.SetAside.Sum(count => count.Lines)
                    && events.Select(e => e.Key).Distinct().Count() == summary.Purchases + summary.Returns
                    && (rejects.Length > 0) == (summary.LinesSetAside > 0);
            }
            catch (ImportFaultException e)
            {
                // With a sink, only a header line is refused.
                return e.Line >= 1 && e.File == "P.csv";
            }
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void File_without_bad_rows_gives_the_same_events_with_a_sink_and_without() =>
        Prop.ForAll(ImportGenerators.PurchaseLists, purchases =>
        {
            var text = new StringBuilder("key,customer_id,date,amount\n");
            foreach (var purchase in purchases)
            {
                string[] fields =
                [
                    purchase.Key.Value, purchase.Customer.Value, purchase.Day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), purchase.Amount.Amount.ToString(CultureInfo.InvariantCulture),
                ];
                text.AppendJoin(',', fields.Select(CsvText.Quote)).Append('\n');
            }

            var (events, summary, rejects) = Import(Encoding.UTF8.GetBytes(text.ToString()), CsvText.PurchaseOptions);
            return events.SequenceEqual(purchases) && rejects.Length == 0 && summary.Purchases == purchases.Count;
        }).QuickCheckThrowOnFailure();

    private static (List<TimelineEvent> Events, PurchaseImportSummary Summary, byte[] Rejects) Import(byte[] bytes, PurchaseCsvOptions options) =>
        ImportAsync(bytes, options).GetAwaiter().GetResult();

    private static async Task<(List<TimelineEvent> Events, PurchaseImportSummary Summary, byte[] Rejects)> ImportAsync(byte[] bytes, PurchaseCsvOptions options)
    {
        using var stream = new MemoryStream(bytes);
        using var rejects = new MemoryStream();
        var events = new List<TimelineEvent>();
        FileImport<TimelineEvent, PurchaseImportSummary> import;
        await using (var sink = new RejectFile(rejects))
        {
            import = new PurchaseCsvReader(options).Open(stream, "P.csv", sink);
            await foreach (var read in import)
            {
                events.Add(read);
            }
        }

        return (events, import.Summary, rejects.ToArray());
    }
}
