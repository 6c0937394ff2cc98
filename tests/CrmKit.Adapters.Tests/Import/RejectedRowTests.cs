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
    public async Task Bad_rows_of_a_timeline_are_set_aside()
    {
        using var events = new MemoryStream(Encoding.UTF8.GetBytes("customer_id,type,date\n1,complaint,2001-07-04\n1,call,2001-07-04\n"));
        await using var rejects = new RejectFile(Stream.Null);

        Assert.Single(await new TimelineCsvReader(new TimelineCsvOptions { BusinessZone = CsvText.Berlin }).Open(events, "E.csv", rejects).ToListAsync());
        Assert.Equal(1, rejects.Count);
    }
}
