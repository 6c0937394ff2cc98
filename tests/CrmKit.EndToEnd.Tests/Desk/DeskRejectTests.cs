using CrmKit.Desk;

namespace CrmKit.EndToEnd.Tests.Desk;

/// <summary>Who may be contacted after rows were set aside, and which files are written.</summary>
public sealed class DeskRejectTests
{
    private const string Customers = "customer_id,email,birthday,consent_marketing,consent_date";
    private const string Consents = "customer_id,channel,address,purpose,state,date";

    [Theory, MemberData(nameof(DeskShop.Stores), MemberType = typeof(DeskShop))]
    public async Task Refusal_in_a_bad_row_of_one_file_holds_against_an_agreement_in_another(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        var report = await shop.Desk.ImportAsync(new ImportRequest
        {
            CustomersFile = shop.Folder.Write("c.csv", [Customers, "1,ann@example.com,soon,opt-out,", "2,Bo@example.com,,opt-in,2025-05-02", "5,eve@example.com,,opt-in,2025-05-02"]),
            ConsentsFile = shop.Folder.Write("s.csv", [Consents, "1,email,ann@example.com,marketing,opt-in,2025-05-04", "3,email,ANN@example.com,marketing,opt-in,2025-05-04", ",email,bo@example.com,marketing,opt-out,2025-05-03"]),
            RejectsFile = shop.Folder["r.csv"],
        });

        Assert.Equal(["5 eve@example.com"], await Contactable.InAsync(shop.Store));
        Assert.Equal(5, report.SetAside.Sum(count => count.Rows));
        Assert.Contains("may be a refusal", await File.ReadAllTextAsync(shop.Folder["r.customers.csv"]), StringComparison.Ordinal);
        Assert.Contains("line 2 of c.csv is not", await File.ReadAllTextAsync(shop.Folder["r.consents.csv"]), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(DeskShop.Stores), MemberType = typeof(DeskShop))]
    public async Task Agreement_of_an_earlier_import_ends_by_the_refusal_of_a_row_that_is_set_aside(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        const string Header = "customer_id,name,email,email:status,care_hardship,birthday,consent_marketing,consent_date";
        string[] agreed = ["1,Ann,ann@example.com,,,,opt-in,2025-05-02", "2,Bo,bo@example.com,,,,opt-in,2025-05-02", "3,Cy,cy@example.com,,,,opt-in,2025-05-02", "4,Di,di@example.com,,,,opt-in,2025-05-02"];
        var request = new ImportRequest { CustomersFile = shop.Folder.Write("c.csv", [Header, .. agreed]), RejectsFile = shop.Folder["r.csv"], ReplacesRejectsFiles = true };
        await shop.Desk.ImportAsync(request);
        Assert.Equal(4, (await Contactable.InAsync(shop.Store)).Count);

        shop.Clock.Advance(Duration.FromHours(1));
        shop.Folder.Write("c.csv", [Header, "1,Other,ann@example.com,,,soon,opt-out,2025-05-03", "2,Other,bo@example.com,dead,,soon,,", "3,Other,cy@example.com,,yes,soon,,", "6,New,new@example.com,,,soon,opt-out,2025-05-03"]);
        var second = await shop.Desk.ImportAsync(request);
        Assert.Equal((4L, 2), (second.SetAside.Sum(count => count.Rows), second.Changes.ConsentsAdded));
        Assert.Equal(["4 di@example.com"], await Contactable.InAsync(shop.Store));
        Assert.Equal("Ann", (await shop.Store.FindCustomerAsync("1"))!.Name);
        Assert.Null((await shop.Store.FindCustomerAsync("6"))!.Name);
        Assert.True((await shop.Desk.ImportAsync(request)).Changes.IsUnchanged);
    }

    [Fact]
    public async Task Rejects_file_is_written_over_nothing_that_is_read_or_there()
    {
        await using var shop = await DeskShop.OpenAsync("memory");
        var request = new ImportRequest
        {
            CustomersFile = shop.Folder.Write("rej.customers.csv", [Customers, "1,ann@example.com,soon,,"]),
            ConsentsFile = shop.Folder.Write("s.csv", [Consents]),
            RejectsFile = shop.Folder["rej.csv"],
            ReplacesRejectsFiles = true,
        };
        var error = await Assert.ThrowsAsync<ArgumentException>(() => shop.Desk.ImportAsync(request));
        Assert.Contains(shop.Folder["rej.customers.csv"], error.Message, StringComparison.Ordinal);
        Assert.StartsWith("customer_id", await File.ReadAllTextAsync(shop.Folder["rej.customers.csv"]), StringComparison.Ordinal);

        var other = request with { RejectsFile = shop.Folder["aside.csv"], ReplacesRejectsFiles = false };
        shop.Folder.Write("aside.customers.csv", ["precious"]);
        error = await Assert.ThrowsAsync<ArgumentException>(() => shop.Desk.ImportAsync(other));
        Assert.Contains(shop.Folder["aside.customers.csv"], error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(ImportRequest.ReplacesRejectsFiles), error.Message, StringComparison.Ordinal);
        Assert.Equal("precious\n", await File.ReadAllTextAsync(shop.Folder["aside.customers.csv"]));

        Assert.Equal([shop.Folder["aside.customers.csv"], shop.Folder["aside.consents.csv"]], other.RejectsFiles.AsEnumerable());
        await shop.Desk.ImportAsync(other with { ReplacesRejectsFiles = true });
        Assert.StartsWith("reject_line", await File.ReadAllTextAsync(shop.Folder["aside.customers.csv"]), StringComparison.Ordinal);

        Directory.CreateDirectory(shop.Folder["aside.consents"]);
        await Assert.ThrowsAsync<ArgumentException>(() => shop.Desk.ImportAsync(other with { CustomersFile = null, RejectsFile = shop.Folder["aside.consents"], ReplacesRejectsFiles = true }));
    }
}
