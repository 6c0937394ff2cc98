using CrmKit.Desk;
using CrmKit.Import;
using CrmKit.Storage;

namespace CrmKit.EndToEnd.Tests.Desk;

/// <summary>What a file does not say stays as it is known.</summary>
public sealed class DeskImportTests
{
    public static TheoryData<string> Stores => DeskShop.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Customers_file_of_fewer_columns_erases_nothing(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        await TakeAsync(shop, "customer_id,name,given_name,email,zone,language,birthday\nann,Ann Example,Ann,ann@example.com,Asia/Tokyo,en,02-29\n");
        var known = await shop.Store.FindCustomerAsync("ann");

        await TakeAsync(shop, "customer_id,language\nann,de\n");
        Assert.Equal(known! with { Language = "de" }, await shop.Store.FindCustomerAsync("ann"));

        await TakeAsync(shop, "customer_id,email,name\nann,new@example.com,\n");
        Assert.Equal(known with { Language = "de", ContactPoints = [ContactPoint.Parse(Channel.Email, "new@example.com")] }, await shop.Store.FindCustomerAsync("ann"));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task File_that_states_no_preference_leaves_the_order_of_contact_points(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        await TakeAsync(shop, "customer_id,email\nann,ann@example.com\n");
        await TakeAsync(shop, "customer_id,phone\nann,+49301234567\n");
        Assert.Equal([Channel.Email, Channel.Phone], await ChannelsAsync());
        Assert.True((await TakeAsync(shop, "customer_id,phone\nann,+49301234567\n")).IsUnchanged);
        await TakeAsync(shop, "customer_id,phone,email,preferred_channel\nann,+49301234567,ann@example.com,phone\n");
        Assert.Equal([Channel.Phone, Channel.Email], await ChannelsAsync());
        await TakeAsync(shop, "customer_id,email\nann,new@example.com\n");
        Assert.Equal([Channel.Phone, Channel.Email], await ChannelsAsync());

        async Task<IEnumerable<Channel>> ChannelsAsync() => (await shop.Store.FindCustomerAsync("ann"))!.ContactPoints.Select(point => point.Channel);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Last_day_of_the_calendar_is_taken_or_refused_with_its_place(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        Assert.Equal(1, (await shop.ImportAsync(["ann,9999-12-31,5.00"], null)).EventsAdded);
        var fault = await Assert.ThrowsAsync<ImportFaultException>(() => TakeAsync(shop, "customer_id,email,consent_marketing,consent_date\nann,ann@example.com,opt-out,9999-12-31\n"));
        Assert.Equal((2, "consent_date"), (fault.Line, fault.Column));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Purchases_read_as_customers_are_refused(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        await TakeAsync(shop, "customer_id,email\nann,ann@example.com\n");
        await Assert.ThrowsAsync<ImportFaultException>(() => TakeAsync(shop, "customer_id,date,amount\nann,2025-01-01,20\n"));
        Assert.Single((await shop.Store.FindCustomerAsync("ann"))!.ContactPoints);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Who_bought_today_is_not_told_that_it_has_been_a_while(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        await shop.ImportAsync(["ann,2025-01-01,20"], ["ann,Ann,ann@example.com,,opt-in,,2025-01-01"]);
        Assert.Single((await PlanDryAsync(shop)).Decisions);
        await shop.ImportAsync(["ann,2025-01-01,20", "ann,2025-06-02,30"], null);
        Assert.Empty((await PlanDryAsync(shop)).Decisions);
    }

    [Fact]
    public async Task Import_without_a_file_or_in_another_currency_names_the_option()
    {
        await using var shop = await DeskShop.OpenAsync("memory");
        await Assert.ThrowsAsync<ArgumentException>(() => shop.Desk.ImportAsync(new ImportRequest()));
        var purchases = new PurchaseCsvOptions { Currency = Currency.Usd, BusinessZone = DeskShop.Zone };
        var error = await Assert.ThrowsAsync<ArgumentException>(() => shop.Desk.ImportAsync(new ImportRequest { PurchasesFile = "p.csv", Purchases = purchases }));
        Assert.Contains("USD", error.Message, StringComparison.Ordinal);
    }

    // A limit of none would promise the contact, and the second look would find it in the outbox.
    private static async Task<ContactPlan> PlanDryAsync(DeskShop shop)
    {
        var desk = new CrmDesk(shop.Store, DeskShop.OptionsIn(shop.Folder) with { DayLimit = Scheduling.DayLimit.AtMost(0) });
        return (await desk.PlanAsync(await desk.AssessAsync())).Plan;
    }

    private static async Task<CommitReport> TakeAsync(DeskShop shop, string customers)
    {
        await File.WriteAllTextAsync(shop.Folder["people.csv"], customers);
        return (await shop.Desk.ImportAsync(new ImportRequest { CustomersFile = shop.Folder["people.csv"] })).Changes;
    }
}
