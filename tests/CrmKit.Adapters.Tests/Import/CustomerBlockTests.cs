using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import;

public sealed class CustomerBlockTests
{
    [Fact]
    public async Task Blocks_of_a_file_are_read_by_channel_and_days()
    {
        var customer = Assert.Single(await CsvText.Customers("customer_id,block_sms,block_all,block_all_2,BLOCK_Post\n1,yes,2026-07-01..2026-07-14,..2026-01-06,2027-01-01..\n")).Customer;
        Assert.Equal(
            [
                new ContactBlock(until: new LocalDate(2026, 1, 6)),
                new ContactBlock(from: new LocalDate(2026, 7, 1), until: new LocalDate(2026, 7, 14)),
                new ContactBlock(Channel.Sms),
                new ContactBlock(Channel.Post, from: new LocalDate(2027, 1, 1)),
            ],
            customer.Blocks.AsEnumerable().OrderBy(block => block.Channel).ThenBy(block => block.From));
        Assert.True(customer.Blocks.Single(block => block.Channel == Channel.Sms).IsRefusedChannel);
    }

    [Fact]
    public async Task Column_of_no_channel_is_a_fault_of_the_header() =>
        Assert.Equal("block_fax", (await CsvText.CustomerFault("customer_id,block_fax\n1,yes\n")).Column);

    [Fact]
    public void No_file_takes_a_block_away()
    {
        var known = new Customer { Id = "1", Blocks = [new ContactBlock(Channel.Phone)] };
        var told = new ImportedCustomer(new Customer { Id = "1", Name = "Ann", Blocks = [new ContactBlock(Channel.Sms)] }, []);
        var updated = CustomerUpdate.Of(told, (known, Instant.FromUtc(2026, 1, 1, 0, 0)), new CustomerPolicy()).Customer;
        Assert.Equal([new ContactBlock(Channel.Phone), new ContactBlock(Channel.Sms)], updated.Blocks.AsEnumerable());
    }
}
