using System.Text;
using CrmKit.Import;
using NodaTime.TimeZones;

namespace CrmKit.Adapters.Tests.Import.Interactions;

public sealed class InteractionCsvReaderTests
{
    private static readonly Instant StartOfMay2 = Instant.FromUtc(2026, 5, 1, 22, 0);

    [Fact]
    public async Task Row_of_each_type_becomes_its_event()
    {
        var events = await InteractionFile.Read(InteractionFile.Header + """

            r1,7,reply,2026-05-02,phone,,,t1,,,,,Called back
            c1,7,complaint,2026-05-02,,,,p1,,,,,
            d1,7,complaint-resolved,2026-05-02,,,,c1,,,,,Sent a new one
            v1,7,promise,2026-05-02,,,2026-05-09,,,,,,"A call, on Friday"
            k1,7,promise-kept,2026-05-02,,,,v1,,,,,
            n1,7,nps,2026-05-02,,0,,,,,,,
            s1,7,csat,2026-05-02,,5,,p1,,,,,Fine
            e1,7,ces,2026-05-02,,7,,,,,,,
            t1,7,touch,2026-05-02,post,,,,relationship,value,occasion.birthday,2026-05-02,
            t2,7,touch,2026-05-02,email,,,,promotional,,spring,1,

            """.Replace("\r\n", "\n", StringComparison.Ordinal));

        CustomerId customer = "7";
        Assert.Equal(
            new TimelineEvent[]
            {
                new Reply(new("r1"), customer, StartOfMay2, Channel.Phone, new EventKey("t1"), "Called back"),
                new Complaint(new("c1"), customer, StartOfMay2, new EventKey("p1")),
                new ComplaintResolved(new("d1"), customer, StartOfMay2, new("c1"), "Sent a new one"),
                new Promise(new("v1"), customer, StartOfMay2, new LocalDate(2026, 5, 9), "A call, on Friday"),
                new PromiseKept(new("k1"), customer, StartOfMay2, new("v1")),
                new Feedback(new("n1"), customer, StartOfMay2, SatisfactionMetric.NetPromoter, 0),
                new Feedback(new("s1"), customer, StartOfMay2, SatisfactionMetric.Satisfaction, 5, new EventKey("p1"), "Fine"),
                new Feedback(new("e1"), customer, StartOfMay2, SatisfactionMetric.Effort, 7),
                new Touch(new("t1"), customer, StartOfMay2, new TouchKey(customer, "occasion.birthday", "2026-05-02"), TouchClass.Relationship, Channel.Post) { Kind = TouchKind.Value },
                new Touch(new("t2"), customer, StartOfMay2, new TouchKey(customer, "spring", "1"), TouchClass.Promotional, Channel.Email) { Kind = TouchKind.Pitch },
            },
            events);
    }

    [Fact]
    public async Task Prefixes_stand_before_keys_and_what_they_refer_to()
    {
        var events = await InteractionFile.Read(
            "key,customer_id,type,date,refers_to\n1,7,complaint,2026-05-02,9\n2,7,complaint-resolved,2026-05-02,1\n,7,complaint,2026-05-02,9\n",
            InteractionFile.Options with { KeyPrefix = "desk:", ReferencePrefix = "shop:" });

        Assert.Equal((new EventKey("desk:1"), new EventKey("shop:9")), (events[0].Key, Assert.IsType<Complaint>(events[0]).About));
        Assert.Equal((new EventKey("desk:2"), new EventKey("desk:1")), (events[1].Key, Assert.IsType<ComplaintResolved>(events[1]).Complaint));
        Assert.StartsWith("desk:content:", events[2].Key.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stated_names_pattern_and_delimiter_are_used()
    {
        var options = InteractionFile.Options with
        {
            Format = new CsvFormat { Delimiter = ';', DatePattern = "dd.MM.yyyy" },
            DatePattern = "dd.MM.yyyy HH:mm",
            CustomerColumn = "Kunde",
            TypeColumn = "Art",
            DateColumn = "Wann",
            DueColumn = "Bis",
        };

        var events = await InteractionFile.Read("Wann;Art;Kunde;BIS;anything else\r\n02.05.2026 15:30;promise;7;09.05.2026;x\r\n", options);

        var promise = Assert.IsType<Promise>(Assert.Single(events));
        Assert.Equal((Instant.FromUtc(2026, 5, 2, 13, 30), new LocalDate(2026, 5, 9)), (promise.OccurredAt, promise.DueOn));
    }

    [Fact]
    public async Task Key_of_content_is_the_same_however_the_date_is_written_and_another_for_another_note()
    {
        var iso = await InteractionFile.Read("customer_id,type,date,note\n7,complaint,2026-05-02,a\n7,complaint,2026-05-02,b\n");
        var german = await InteractionFile.Read(
            "note,date,type,customer_id\na,02.05.2026,complaint,7\n", InteractionFile.Options with { Format = new CsvFormat { DatePattern = "dd.MM.yyyy" } });

        Assert.Equal(iso[0].Key, german[0].Key);
        Assert.NotEqual(iso[0].Key, iso[1].Key);
    }

    [Fact]
    public async Task Key_of_content_stays_from_one_version_to_the_next()
    {
        // Computed apart from the reader, from the fields with their lengths: another text would import every file of the past a second time.
        var events = await InteractionFile.Read("customer_id,type,date,note\n7,complaint,2026-05-02,late\n7,complaint,2026-05-02,late\n");

        Assert.Equal(["content:fa273b80a8e06a4a0ced7dac9a93a58e:1", "content:fa273b80a8e06a4a0ced7dac9a93a58e:2"], events.Select(item => item.Key.Value));
    }

    [Fact]
    public async Task Note_keeps_its_line_breaks_and_10000_characters()
    {
        var note = "a,\"b\"\r\n\n=1+1\t" + new string('ü', 9_987);

        var events = await InteractionFile.Read($"customer_id,type,date,note\n7,complaint,2026-05-02,{CsvText.Quote(note)}\n");

        Assert.Equal(note, Assert.IsType<Complaint>(Assert.Single(events)).Note);
        Assert.Equal(10_000, note.Length);
    }

    [Fact]
    public async Task Row_that_stands_twice_under_its_key_is_one_event()
    {
        var (events, summary) = await InteractionFile.Import(Encoding.UTF8.GetBytes("key,customer_id,type,date\na,7,complaint,2026-05-02\na,7,complaint,2026-05-02\nb,7,complaint,2026-05-02\n"));

        Assert.Equal(events[0], events[1]);
        Assert.Equal((3L, 3L, 2L, 1L, 2L), (summary.LinesRead, summary.LinesTaken, summary.Events, summary.LinesRepeated, summary.Complaints));
    }

    [Fact]
    public async Task Wall_time_that_the_clocks_skip_is_a_fault_where_that_is_asked_for()
    {
        const string File = "customer_id,type,date\n7,complaint,2026-03-29 02:30\n";
        var options = InteractionFile.Options with { DatePattern = "yyyy-MM-dd HH:mm" };

        var lenient = await InteractionFile.Read(File, options);
        var fault = await InteractionFile.Fault(File, options with { TimeResolver = Resolvers.StrictResolver });

        Assert.Equal(Instant.FromUtc(2026, 3, 29, 1, 30), Assert.Single(lenient).OccurredAt);
        Assert.Equal("date", fault.Column);
    }

    [Fact]
    public async Task File_is_read_once_by_an_import()
    {
        using var stream = new MemoryStream("customer_id,type,date\n"u8.ToArray());
        var import = new InteractionCsvReader(InteractionFile.Options).Open(stream, "I.csv");
        await foreach (var _ in import)
        {
            Assert.Fail("The file has no rows.");
        }

        Assert.Throws<InvalidOperationException>(() => import.GetAsyncEnumerator());
        Assert.Equal(0, import.Summary.LinesRead);
    }
}
