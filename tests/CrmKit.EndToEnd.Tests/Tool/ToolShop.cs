namespace CrmKit.EndToEnd.Tests.Tool;

/// <summary>A folder with the files of a very small shop, and the tool in it.</summary>
internal sealed class ToolShop : IDisposable
{
    /// <summary>Ten in the morning in Berlin, on ann's birthday; dee has not bought for longer than the interval.</summary>
    public const string Now = "2025-06-02T10:00";

    public ToolShop()
    {
        Folder.Write(
            "purchases.csv",
            "customer_id,date,amount",
            "ann,2025-05-20,20.00",
            "bob,2025-01-02,12.50",
            "bob,2025-02-01,7.50",
            "cid,2025-01-15,10",
            "dee,2025-01-15,10",
            "dee,2025-02-15,30",
            "ghost,2025-01-15,99");
        Folder.Write(
            "customers.csv",
            "customer_id,name,given_name,email,zone,birthday,consent_marketing,consent_greetings,consent_date",
            "ann,Ann Arbor,Ann,ann@example.com,Europe/Berlin,--06-02,opt-in,opt-in,2025-01-01",
            "bob,Bob Bay,Bob,bob@example.com,Europe/Berlin,,opt-out,,2025-01-01",
            "cid,Cid Cay,,cid@example.com,Europe/Berlin,,opt-in,,2025-01-01",
            "dee,Dee Dee,Dee,dee@example.com,America/New_York,,opt-in,,2025-01-01",
            "eve,Eve Eden,Eve,eve@example.com,Europe/Berlin,--12-24,,opt-in,2025-01-01");
    }

    public TemporaryFolder Folder { get; } = new();

    public Task<ToolRun> RunAsync(params string[] arguments) => ToolRun.OfAsync(Folder.Path, arguments);

    public Task<ToolRun> ImportAsync(params string[] more) => RunAsync(
    [
        "import", "--db", "shop.db", "--purchases", "purchases.csv", "--customers", "customers.csv",
        "--business", "The small shop", "--from", "shop@example.com", "--zone", "Europe/Berlin", "--currency", "EUR", "--as-of", "2025-06-01", .. more,
    ]);

    public IEnumerable<string> Files => Directory.EnumerateFiles(Folder.Path).Select(file => Path.GetFileName(file)).Except(["purchases.csv", "customers.csv"]).Order();

    public void Dispose() => Folder.Dispose();
}
