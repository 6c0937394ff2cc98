using System.Text;
using CrmKit.Import;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Import.Interactions;

public sealed class InteractionCsvProperties
{
    [Fact]
    public void Events_written_as_csv_read_back_equal() =>
        Prop.ForAll(InteractionGenerators.Lists, events =>
            Read(InteractionFile.Write(events, "\r\n")).Events.SequenceEqual(events)
            && Read("\uFEFF" + InteractionFile.Write(events, "\n")).Events.SequenceEqual(events)).QuickCheckThrowOnFailure();

    [Fact]
    public void Rows_without_keys_read_twice_give_the_same_distinct_keys() =>
        Prop.ForAll(InteractionGenerators.Lists, events =>
        {
            // Each row twice: equal rows both count.
            var text = InteractionFile.Write([.. events, .. events], "\n", withKeys: false);
            var (first, second) = (Read(text).Events, Read(text).Events);
            return first.SequenceEqual(second) && first.Select(item => item.Key).Distinct().Count() == 2 * events.Count;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Keys_of_content_do_not_depend_on_the_order_of_rows() =>
        Prop.ForAll(InteractionGenerators.Lists, events =>
        {
            var forth = Read(InteractionFile.Write([.. events, .. events], "\n", withKeys: false)).Events;
            var back = Read(InteractionFile.Write([.. events, .. events.AsEnumerable().Reverse()], "\r", withKeys: false)).Events;
            return forth.Select(item => item.Key.Value).Order(StringComparer.Ordinal).SequenceEqual(back.Select(item => item.Key.Value).Order(StringComparer.Ordinal));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_bytes_are_read_or_refused_with_a_line_and_nothing_else_happens() =>
        Prop.ForAll(InteractionGenerators.Files, bytes =>
        {
            try
            {
                InteractionFile.Read(bytes).GetAwaiter().GetResult();
                return true;
            }
            catch (ImportFaultException e)
            {
                return e.Line >= 1 && e.Line <= 1 + bytes.Count(b => b is (byte)'\n' or (byte)'\r') && e.File == "I.csv" && e.Expected.Length > 0;
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_line_is_taken_or_set_aside_and_what_stops_nothing_sets_nothing_aside() =>
        Prop.ForAll(InteractionGenerators.Files, bytes =>
        {
            var rejects = new ListedRejects();
            try
            {
                var (events, summary) = InteractionFile.Import(bytes, rejects: rejects).GetAwaiter().GetResult();
                return summary.LinesTaken == events.Count
                    && summary.LinesSetAside == rejects.Records.Count
                    && summary.SetAside.Sum(count => count.Lines) == rejects.Records.Count
                    && IsReadable(bytes) == (rejects.Records.Count == 0);
            }
            catch (ImportFaultException e)
            {
                // The header line is never set aside.
                return rejects.Records.Count == 0 && e.Line >= 1 && !IsReadable(bytes);
            }
        }).QuickCheckThrowOnFailure();

    private static bool IsReadable(byte[] bytes)
    {
        try
        {
            InteractionFile.Read(bytes).GetAwaiter().GetResult();
            return true;
        }
        catch (ImportFaultException)
        {
            return false;
        }
    }

    private static (List<TimelineEvent> Events, InteractionImportSummary Summary) Read(string text) =>
        InteractionFile.Import(Encoding.UTF8.GetBytes(text)).GetAwaiter().GetResult();
}
