using System.Text;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import;

public sealed class RejectedRowTests
{
    [Fact]
    public async Task Bad_rows_of_customers_are_set_aside_byte_for_byte_and_the_others_taken()
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes("customer_id,email\n1,a@example.com\n2,secret\n3\n4,d@example.com\n"));
        using var aside = new MemoryStream();

        List<ImportedCustomer> taken;
        await using (var rejects = new RejectFile(aside))
        {
            taken = await new CustomerCsvReader(CsvText.CustomerOptions).Open(file, "C.csv", rejects).ToListAsync();
        }

        Assert.Equal(["1", "4"], taken.Select(row => row.Customer.Id.Value));
        var lines = Encoding.UTF8.GetString(aside.ToArray()).Split('\n');
        Assert.Equal("reject_line,reject_column,reject_reason,customer_id,email", lines[0]);
        Assert.StartsWith("3,email,", lines[1], StringComparison.Ordinal);
        Assert.Contains("field: expected an e-mail address", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",2,secret", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("4,,", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_without_a_key_is_set_aside_by_the_key_of_its_content()
    {
        var bytes = Encoding.UTF8.GetBytes("customer_id,date,amount\n1,2001-07-04,5\n1,2001-07-04,5\n2,2001-07-04,5\n");
        using var file = new MemoryStream(bytes);
        var all = await new PurchaseCsvReader(CsvText.PurchaseOptions).Open(file, "P.csv").ToListAsync();
        var rejects = new ListedRejects();
        using var again = new MemoryStream(bytes);
        var import = new PurchaseCsvReader(CsvText.PurchaseOptions with { KeysInConflict = new HashSet<EventKey> { all[1].Key } }).Open(again, "P.csv", rejects);

        Assert.Equal([all[0], all[2]], await import.ToListAsync());
        Assert.Equal([(3L, "key", RejectReason.KnownKey)], rejects.Faults);
        Assert.Equal((3L, 2L, new RejectCount(RejectReason.KnownKey, 1)), (import.Summary.LinesRead, import.Summary.LinesTaken, Assert.Single(import.Summary.SetAside)));
    }

    [Fact]
    public void Keys_in_conflict_need_somebody_who_takes_their_rows()
    {
        IReadOnlySet<EventKey> keys = new HashSet<EventKey> { new("k") };
        Assert.Throws<ArgumentException>(() => new PurchaseCsvReader(CsvText.PurchaseOptions with { KeysInConflict = keys }).Open(Stream.Null, "P.csv"));
        Assert.Throws<ArgumentException>(() => new InteractionCsvReader(new InteractionCsvOptions { BusinessZone = CsvText.Berlin, KeysInConflict = keys }).Open(Stream.Null, "I.csv"));
        Assert.Throws<ArgumentException>(() => new TimelineCsvReader(new TimelineCsvOptions { BusinessZone = CsvText.Berlin, KeysInConflict = keys }).Open(Stream.Null, "E.csv"));
    }

    [Fact]
    public async Task Customers_and_timelines_count_what_they_take_like_every_other_file()
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes("customer_id,email\n1,a@example.com\n1,a@example.com\n2,secret\n"));
        var import = new CustomerCsvReader(CsvText.CustomerOptions).Open(file, "C.csv", new ListedRejects());

        Assert.Single(await import.ToListAsync());
        Assert.Equal((3L, 2L, 1L, new RejectCount(RejectReason.Field, 1)), (import.Summary.LinesRead, import.Summary.LinesTaken, import.Summary.LinesSetAside, Assert.Single(import.Summary.SetAside)));
        Assert.Throws<InvalidOperationException>(() => import.GetAsyncEnumerator());
    }

    [Fact]
    public async Task Card_is_set_aside_without_its_picture()
    {
        var rejects = new ListedRejects();
        var picture = "PHOTO:data:image/jpeg;base64," + new string('A', 10_000);

        Assert.Empty(await VCards.Read(Encoding.UTF8.GetBytes(VCards.Text("4.0", picture, "NOTE:folded\r\n  line", "EMAIL:secret")), rejects: rejects));
        Assert.Equal($"\"{VCards.Text("4.0", "NOTE:folded line", "EMAIL:secret").TrimEnd()}\"", Assert.Single(rejects.Originals));
    }

    [Fact]
    public async Task Bad_rows_of_a_timeline_are_set_aside()
    {
        using var events = new MemoryStream(Encoding.UTF8.GetBytes("customer_id,type,date\n1,complaint,2001-07-04\n1,call,2001-07-04\n"));
        await using var rejects = new RejectFile(Stream.Null);

        Assert.Single(await new TimelineCsvReader(new TimelineCsvOptions { BusinessZone = CsvText.Berlin }).Open(events, "E.csv", rejects).ToListAsync());
        Assert.Equal(1, rejects.Count);
    }
}
