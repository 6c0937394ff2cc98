using System.Text;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import;

/// <summary>Files held in memory, written and read.</summary>
internal static class CsvText
{
    public static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    public static PurchaseCsvOptions PurchaseOptions { get; } = new() { Currency = Currency.Eur, BusinessZone = Berlin };

    public static CustomerCsvOptions CustomerOptions { get; } = new() { BusinessZone = Berlin };

    public static Task<List<Purchase>> Purchases(string text, PurchaseCsvOptions? options = null) => Purchases(Encoding.UTF8.GetBytes(text), options);

    public static async Task<List<Purchase>> Purchases(byte[] bytes, PurchaseCsvOptions? options = null) =>
        (await Events(bytes, options)).ConvertAll(read => Assert.IsType<Purchase>(read));

    public static Task<List<TimelineEvent>> Events(string text, PurchaseCsvOptions options) => Events(Encoding.UTF8.GetBytes(text), options);

    private static async Task<List<TimelineEvent>> Events(byte[] bytes, PurchaseCsvOptions? options)
    {
        using var stream = new MemoryStream(bytes);
        var events = new List<TimelineEvent>();
        await foreach (var read in new PurchaseCsvReader(options ?? PurchaseOptions).Open(stream, "P.csv"))
        {
            events.Add(read);
        }

        return events;
    }

    public static Task<List<ImportedCustomer>> Customers(string text, CustomerCsvOptions? options = null) => Customers(Encoding.UTF8.GetBytes(text), options);

    public static async Task<List<ImportedCustomer>> Customers(byte[] bytes, CustomerCsvOptions? options = null, string fileName = "in/C.csv")
    {
        using var stream = new MemoryStream(bytes);
        var customers = new List<ImportedCustomer>();
        await foreach (var customer in new CustomerCsvReader(options ?? CustomerOptions).Open(stream, fileName))
        {
            customers.Add(customer);
        }

        return customers;
    }

    /// <summary>The fault of a purchase file, with the number of rows read before it left aside.</summary>
    public static Task<ImportFaultException> PurchaseFault(string text, PurchaseCsvOptions? options = null) =>
        Assert.ThrowsAsync<ImportFaultException>(() => Purchases(text, options));

    public static Task<ImportFaultException> CustomerFault(string text, CustomerCsvOptions? options = null) =>
        Assert.ThrowsAsync<ImportFaultException>(() => Customers(text, options));

    /// <summary>A field as RFC 4180 writes it.</summary>
    public static string Quote(string field) =>
        field.AsSpan().ContainsAny("\",\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
