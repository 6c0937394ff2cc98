using System.Text;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import.Profiles;

/// <summary>The sample exports in <c>samples/data/profiles</c>, and the reading of files held in memory.</summary>
internal static class ProfileSamples
{
    public static readonly LocalDate ExportedOn = new(2024, 6, 30);

    /// <summary>The day after the export, at noon: when the samples are imported.</summary>
    public static readonly Instant Now = Instant.FromUtc(2024, 7, 1, 12, 0);

    private static readonly string Root = FindRoot();

    public static TheoryData<string> Vendors => [.. VendorProfile.BuiltInNames];

    public static ProfileReaderOptions Options { get; } = new()
    {
        BusinessZone = DateTimeZoneProviders.Tzdb["America/New_York"],
        Currency = Currency.Usd,
        ExportedOn = ExportedOn,
        CallingCode = "+1",
    };

    /// <summary>The samples of a vendor in the order in which they are to be read.</summary>
    public static ImmutableArray<ProfileSample> Of(string vendor) =>
    [
        new(vendor, "contacts.csv", ProfileFileKind.Contacts),
        new(vendor, "statuses.csv", ProfileFileKind.Statuses),
        .. File.Exists(PathOf(vendor, "unsubscribes.csv")) ? new[] { new ProfileSample(vendor, "unsubscribes.csv", ProfileFileKind.Statuses) } : [],
        new(vendor, "deals.csv", ProfileFileKind.Deals),
    ];

    public static ProfileReader Reader(string vendor, ProfileReaderOptions? options = null) => new(VendorProfile.BuiltIn(vendor), options ?? Options);

    public static async Task<List<ImportedRecord>> ReadAsync(ProfileReader reader, ProfileSample sample)
    {
        using var stream = File.OpenRead(PathOf(sample.Vendor, sample.File));
        return await DrainAsync(reader.Open(stream, sample.File, sample.Kind));
    }

    public static async Task<List<ImportedRecord>> ReadAsync(ProfileReader reader, string text, ProfileFileKind kind)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await DrainAsync(reader.Open(stream, "in/F.csv", kind));
    }

    public static Task<List<ImportedRecord>> ReadAsync(string vendor, string text, ProfileFileKind kind, ProfileReaderOptions? options = null) =>
        ReadAsync(Reader(vendor, options), text, kind);

    public static Task<ImportFaultException> FaultAsync(string vendor, string text, ProfileFileKind kind, ProfileReaderOptions? options = null) =>
        Assert.ThrowsAsync<ImportFaultException>(() => ReadAsync(vendor, text, kind, options));

    /// <summary>The expected text of a golden file beside these tests.</summary>
    public static string Golden(string vendor) =>
        File.ReadAllText(Path.Combine(Root, "tests", "CrmKit.Adapters.Tests", "Import", "Profiles", vendor + ".golden.txt"));

    public static IEnumerable<ImmutableArray<T>> Orders<T>(ImmutableArray<T> items) =>
        items.Length <= 1 ? [items] : items.SelectMany((item, i) => Orders(items.RemoveAt(i)).Select(rest => rest.Insert(0, item)));

    private static async Task<List<ImportedRecord>> DrainAsync(IAsyncEnumerable<ImportedRecord> records)
    {
        var list = new List<ImportedRecord>();
        await foreach (var record in records)
        {
            list.Add(record);
        }

        return list;
    }

    private static string PathOf(string vendor, string file) => Path.Combine(Root, "samples", "data", "profiles", vendor, file);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CrmKit.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("CrmKit.sln is in no folder above the built tests: the samples stand in the source tree.");
    }
}
