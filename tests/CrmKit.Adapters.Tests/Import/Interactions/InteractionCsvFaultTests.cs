using System.Text;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import.Interactions;

public sealed class InteractionCsvFaultTests
{
    // key,customer_id,type,date,channel,score,due,refers_to,class,kind,reason,occurrence,note
    [Theory]
    [InlineData(",,reply,2026-05-02,email,,,,,,,,", "customer_id")]
    [InlineData(",\"a\nb\",reply,2026-05-02,email,,,,,,,,", "customer_id")]
    [InlineData("\"a\tb\",7,reply,2026-05-02,email,,,,,,,,", "key")]
    [InlineData(",7,,2026-05-02,email,,,,,,,,", "type")]
    [InlineData(",7,Reply,2026-05-02,email,,,,,,,,", "type")]
    [InlineData(",7, reply,2026-05-02,email,,,,,,,,", "type")]
    [InlineData(",7,return,2026-05-02,,,,p1,,,,,", "type")]
    [InlineData(",7,reply,,email,,,,,,,,", "date")]
    [InlineData(",7,reply,2026-02-29,email,,,,,,,,", "date")]
    [InlineData(",7,reply,02.05.2026,email,,,,,,,,", "date")]
    [InlineData(",7,reply,2026-05-02 10:00,email,,,,,,,,", "date")]
    [InlineData(",7,reply,2026-05-02,,,,,,,,,", "channel")]
    [InlineData(",7,reply,2026-05-02,fax,,,,,,,,", "channel")]
    [InlineData(",7,reply,2026-05-02,1,,,,,,,,", "channel")]
    [InlineData(",7,reply,2026-05-02,email,3,,,,,,,", "score")]
    [InlineData(",7,reply,2026-05-02,email,,2026-05-02,,,,,,", "due")]
    [InlineData(",7,reply,2026-05-02,email,,,,legal,,,,", "class")]
    [InlineData(",7,reply,2026-05-02,email,,,,,care,,,", "kind")]
    [InlineData(",7,reply,2026-05-02,email,,,,,,x,,", "reason")]
    [InlineData(",7,reply,2026-05-02,email,,,,,,,x,", "occurrence")]
    [InlineData(",7,reply,2026-05-02,email,,,\"a\nb\",,,,,", "refers_to")]
    [InlineData(",7,complaint,2026-05-02,email,,,,,,,,", "channel")]
    [InlineData(",7,complaint-resolved,2026-05-02,,,,,,,,,", "refers_to")]
    [InlineData(",7,promise,2026-05-02,,,,,,,,,a call", "due")]
    [InlineData(",7,promise,2026-05-02,,,2026-02-30,,,,,,", "due")]
    [InlineData(",7,promise,2026-05-02,,,05/09/2026,,,,,,", "due")]
    [InlineData(",7,promise-kept,2026-05-02,,,,,,,,,", "refers_to")]
    [InlineData(",7,promise-kept,2026-05-02,,,,v1,,,,,done", "note")]
    [InlineData(",7,nps,2026-05-02,,,,,,,,,", "score")]
    [InlineData(",7,nps,2026-05-02,,11,,,,,,,", "score")]
    [InlineData(",7,nps,2026-05-02,,-1,,,,,,,", "score")]
    [InlineData(",7,nps,2026-05-02,,9.0,,,,,,,", "score")]
    [InlineData(",7,nps,2026-05-02,, 9,,,,,,,", "score")]
    [InlineData(",7,nps,2026-05-02,,٩,,,,,,,", "score")]
    [InlineData(",7,nps,2026-05-02,,99999999999,,,,,,,", "score")]
    [InlineData(",7,csat,2026-05-02,,0,,,,,,,", "score")]
    [InlineData(",7,csat,2026-05-02,,6,,,,,,,", "score")]
    [InlineData(",7,ces,2026-05-02,,8,,,,,,,", "score")]
    [InlineData(",7,touch,2026-05-02,,,,,legal,,recall,1,", "channel")]
    [InlineData(",7,touch,2026-05-02,email,,,,,,recall,1,", "class")]
    [InlineData(",7,touch,2026-05-02,email,,,,LEGAL,,recall,1,", "class")]
    [InlineData(",7,touch,2026-05-02,email,,,,legal,gift,recall,1,", "kind")]
    [InlineData(",7,touch,2026-05-02,email,,,,legal,,,1,", "reason")]
    [InlineData(",7,touch,2026-05-02,email,,,,legal,,recall,,", "occurrence")]
    [InlineData(",7,touch,2026-05-02,email,,,,legal,,\"re\ncall\",1,", "reason")]
    [InlineData(",7,touch,2026-05-02,email,,,,legal,,recall,1,words", "note")]
    [InlineData(",7,touch,2026-05-02,email,,,p1,legal,,recall,1,", "refers_to")]
    public async Task Row_that_states_no_event_names_file_line_and_column(string row, string column)
    {
        var fault = await InteractionFile.Fault($"{InteractionFile.Header}\n,0,complaint,1997-01-01,,,,,,,,,\n{row}\n,9,complaint,1997-01-01,,,,,,,,,\n");

        Assert.Equal(("I.csv", 3L, column), (fault.File, fault.Line, fault.Column));
    }

    [Theory]
    [InlineData("reply", "channel")]
    [InlineData("promise", "due")]
    [InlineData("promise-kept", "refers_to")]
    [InlineData("ces", "score")]
    public async Task Needed_column_that_the_file_lacks_is_named(string type, string column)
    {
        var fault = await InteractionFile.Fault($"customer_id,type,date\n7,{type},2026-05-02\n");

        Assert.Equal((2L, column), (fault.Line, fault.Column));
        Assert.Contains(type, fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_too_long_is_refused()
    {
        string Row(string type, int reason, int note) => $"customer_id,type,date,channel,class,occurrence,reason,note\n7,{type},{new string('r', reason)},{new string('n', note)}\n";

        Assert.Equal("reason", (await InteractionFile.Fault(Row("touch,2026-05-02,email,legal,1", 101, 0))).Column);
        Assert.Single(await InteractionFile.Read(Row("touch,2026-05-02,email,legal,1", 100, 0)));
        Assert.Equal("note", (await InteractionFile.Fault(Row("complaint,2026-05-02,,,", 0, 10_001))).Column);
        Assert.Single(await InteractionFile.Read(Row("complaint,2026-05-02,,,", 0, 10_000)));
    }

    [Fact]
    public async Task Column_that_must_be_there_is_named_with_its_option()
    {
        var fault = await InteractionFile.Fault("customer_id,date\n7,2026-05-02\n");
        var stated = await InteractionFile.Fault("customer_id,type,date\n", InteractionFile.Options with { NoteColumn = "remark" });

        Assert.Equal((1L, "type"), (fault.Line, fault.Column));
        Assert.Contains("InteractionCsvOptions.TypeColumn", fault.Expected, StringComparison.Ordinal);
        Assert.Contains("InteractionCsvOptions.NoteColumn", stated.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_with_other_content_names_both_lines()
    {
        var fault = await InteractionFile.Fault("key,customer_id,type,date\na,7,complaint,2026-05-02\nb,7,complaint,2026-05-02\na,8,complaint,2026-05-02\n");

        Assert.Equal((4L, "key"), (fault.Line, fault.Column));
        Assert.Contains("line 2", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_shows_nothing_of_the_row()
    {
        foreach (var row in new[] { "anna,secret,2026-05-02,,", "anna,nps,secret,5,", "anna,nps,2026-05-02,secret,", "anna,nps,2026-05-02,5,\"secret\n\"" })
        {
            var fault = await InteractionFile.Fault("customer_id,type,date,score,refers_to\n" + row + "\n");

            Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("anna", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Bad_rows_are_set_aside_with_their_reasons_and_the_rest_is_taken()
    {
        var rejects = new ListedRejects();
        const string File = """
            key,customer_id,type,date,score,note
            a,7,complaint,2026-05-02,,first
            b,7,complaint,soon,,
            ,7,nps,2026-05-02,11,
            c,7,complaint,2026-05-02,,"two
            lines"
            d,7,complaint,2026-05-02,,
            d,7,complaint,2026-05-03,,
            e,7,nps,2026-05-02,3,
            e,7,nps,2026-05-02,,
            f,7,promise-kept
            f,7,complaint,2026-05-02,,
            ,,complaint,2026-05-02,,
            ,7,visit,2026-05-02,,
            g,7,complaint,2026-05-02,,last

            """;

        var (events, summary) = await InteractionFile.Import(Encoding.UTF8.GetBytes(File.ReplaceLineEndings("\n")), rejects: rejects);

        Assert.Equal(["a", "c", "g"], events.Select(item => item.Key.Value));
        Assert.Equal(
            [
                (3L, "date", RejectReason.Date),
                (4, "score", RejectReason.Number),
                (7, "key", RejectReason.DuplicateKey),
                (8, "key", RejectReason.DuplicateKey),
                (9, "key", RejectReason.OtherLine),
                (10, "score", RejectReason.Missing),
                (11, null, RejectReason.Fields),
                (12, "key", RejectReason.OtherLine),
                (13, "customer_id", RejectReason.CustomerMissing),
                (14, "type", RejectReason.Unknown),
            ],
            rejects.Faults);
        Assert.Equal("b,7,complaint,soon,,", rejects.Originals.First());
        Assert.Equal((13L, 3L, 10L, 3L), (summary.LinesRead, summary.LinesTaken, summary.LinesSetAside, summary.Complaints));
        Assert.Equal(2, summary.SetAside.Single(count => count.Reason == RejectReason.OtherLine).Lines);
    }

    [Fact]
    public async Task Rejects_file_that_was_corrected_is_imported_like_the_original()
    {
        using var written = new MemoryStream();
        await using (var rejects = new RejectFile(written))
        {
            await InteractionFile.Import("key,customer_id,type,date,note\nb,7,complaint,soon,\"x,\ny\"\n"u8.ToArray(), rejects: rejects);
        }

        var corrected = Encoding.UTF8.GetString(written.ToArray()).Replace("soon", "2026-05-02", StringComparison.Ordinal);
        var complaint = Assert.IsType<Complaint>(Assert.Single(await InteractionFile.Read(corrected)));

        Assert.Equal(("b", "x,\ny"), (complaint.Key.Value, complaint.Note));
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_refused()
    {
        byte[] file = [.. "customer_id,type,date,note\n7,complaint,2026-05-02,"u8, 0xFC, .. "\n"u8];

        Assert.Equal(2, (await Assert.ThrowsAsync<ImportFaultException>(() => InteractionFile.Read(file))).Line);
        Assert.Equal(1, (await Assert.ThrowsAsync<ImportFaultException>(() => InteractionFile.Read(Encoding.Unicode.GetBytes("customer_id,type,date\n")))).Line);
    }

    [Fact]
    public void Option_that_is_unusable_is_refused()
    {
        var options = InteractionFile.Options;
        foreach (var unusable in new[]
        {
            options with { BusinessZone = null! }, options with { TimeResolver = null! }, options with { Format = null! }, options with { TypeColumn = " " },
            options with { DueColumn = string.Empty }, options with { KeyPrefix = "a\nb" }, options with { ReferencePrefix = new string('a', 101) }, options with { DatePattern = "HH:mm" },
        })
        {
            Assert.Equal("options", Assert.Throws<ArgumentException>(() => new InteractionCsvReader(unusable)).ParamName);
        }
    }
}
