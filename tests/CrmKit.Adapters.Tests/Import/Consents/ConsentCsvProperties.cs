using System.Text;
using CrmKit.Import;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Import.Consents;

public sealed class ConsentCsvProperties
{
    [Fact]
    public void Statements_written_as_csv_read_back_equal_where_evidence_is_trusted() =>
        Prop.ForAll(ConsentGenerators.Lists, entries =>
            Read(ConsentFile.Write(entries, "\r\n"), ConsentFile.Timed with { TrustsEvidence = true }).SequenceEqual(entries)
            && Read("\uFEFF" + ConsentFile.Write(entries, "\r"), ConsentFile.Timed with { TrustsEvidence = true }).SequenceEqual(entries)).QuickCheckThrowOnFailure();

    [Fact]
    public void Otherwise_nothing_but_the_kind_of_evidence_changes_and_no_statement_is_a_fresh_opt_in() =>
        Prop.ForAll(ConsentGenerators.Lists, entries =>
        {
            var read = Read(ConsentFile.Write(entries, "\n"), ConsentFile.Timed);
            return read.SequenceEqual(entries.Select(entry => entry with { Evidence = new ConsentEvidence(EvidenceKind.Reported, entry.Evidence.Reference) }))
                && !read.Exists(entry => entry.IsFreshOptIn);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void List_makes_nobody_contactable_who_objected() =>
        Prop.ForAll(ConsentGenerators.Lists, entries =>
        {
            var objectedAt = Instant.FromUtc(2000, 1, 1, 0, 0);
            var now = Instant.FromUtc(2060, 1, 1, 0, 0);
            var imported = Read(ConsentFile.Write(entries, "\n"), ConsentFile.Timed);
            return imported.GroupBy(entry => entry.Customer).All(person =>
            {
                var objections = person.Select(entry => entry with { State = ConsentState.Objection, OccurredAt = objectedAt });
                var ledger = new ConsentLedger([.. objections.Concat(person).Select(entry => new RecordedConsent(entry, now))]);
                return person.All(entry => !ledger.DecideContact(entry.Point, entry.Purpose, now, entry.Topic).IsAllowed);
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Setting_rows_aside_makes_nobody_contactable_of_whom_a_row_is_bad() =>
        Prop.ForAll(ConsentGenerators.Rows, rows =>
        {
            var rejects = new ListedRejects();
            var file = Encoding.UTF8.GetBytes("customer_id,channel,address,purpose,state,date\n" + string.Concat(rows.Select(row => row + "\n")));
            var (entries, summary) = ConsentFile.Import(file, rejects: rejects).GetAwaiter().GetResult();

            // The bad rows are known here by their looks, whoever reads them.
            bool Agrees(string customer) => entries.Exists(entry => entry.Customer == customer && !entry.IsRefusal);
            bool Stands(string piece) => rows.Exists(row => row.Contains(piece, StringComparison.Ordinal));
            return (!Agrees("1") || !(Stands("soon") || Stands("opted out")))
                && (!Agrees("2") || !(Stands(",email,BO@") || Stands("2,email,bo@example.com,marketing,opt-out")))
                && (!Agrees("3") || !Stands("opt-\"out"))
                && Agrees("4") == rows.Exists(row => row[0] == '4')
                && entries.Count(entry => entry.IsRefusal) == rows.Count(row => row.Contains(",opt-out,2026-05-03", StringComparison.Ordinal) && row[0] == '1') + rows.Count(row => row.Contains(",objection,", StringComparison.Ordinal))
                && (summary.LinesTaken, summary.LinesSetAside) == (entries.Count, rejects.Records.Count)
                && summary.LinesRead == rows.Count;
        }).QuickCheckThrowOnFailure();

    private static List<ConsentEntry> Read(string text, ConsentCsvOptions options) => ConsentFile.Read(text, options).GetAwaiter().GetResult();
}
