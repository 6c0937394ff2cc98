using System.Text;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import;

/// <summary>Cards held in memory, written and read.</summary>
internal static class VCards
{
    public static async Task<List<ImportedCustomer>> Read(byte[] bytes, VCardOptions? options = null, IRejectSink? rejects = null) => (await ReadCounted(bytes, options, rejects)).People;

    public static async Task<(List<ImportedCustomer> People, VCardImportSummary Summary)> ReadCounted(byte[] bytes, VCardOptions? options = null, IRejectSink? rejects = null)
    {
        using var stream = new MemoryStream(bytes);
        var import = new VCardReader(options).Open(stream, "in/C.vcf", rejects);
        var people = new List<ImportedCustomer>();
        await foreach (var customer in import)
        {
            people.Add(customer);
        }

        return (people, import.Summary);
    }

    /// <summary>Reads one card of version 4.0 with UID 1 and further lines.</summary>
    public static async Task<Customer> Card(params string[] lines) => Assert.Single(await Read(Encoding.UTF8.GetBytes(Text("4.0", lines)))).Customer;

    public static async Task<Customer> OldCard(params string[] lines) => Assert.Single(await Read(Encoding.UTF8.GetBytes(Text("3.0", lines)))).Customer;

    public static Task<ImportFaultException> Fault(params string[] lines) => FaultOf(Encoding.UTF8.GetBytes(Text("4.0", lines)));

    public static Task<ImportFaultException> FaultOf(byte[] bytes, VCardOptions? options = null) => Assert.ThrowsAsync<ImportFaultException>(() => Read(bytes, options));

    public static string Text(string version, params string[] lines) => string.Join("\r\n", ["BEGIN:VCARD", $"VERSION:{version}", "UID:1", .. lines, "END:VCARD", string.Empty]);

    public static async Task<byte[]> Written(IEnumerable<Customer> customers)
    {
        using var stream = new MemoryStream();
        await VCardWriter.WriteAsync(customers.ToAsyncEnumerable(), stream);
        return stream.ToArray();
    }
}
