using System.Runtime.CompilerServices;
using CrmKit.Import;
using CrmKit.Storage;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Import.Profiles;

/// <summary>Nobody who opted out at the vendor becomes contactable, asked of a store and the house's gates.</summary>
public sealed class NobodyRefusedStoreTests
{
    private static readonly GateList Gates = new(new ContactPointGate(), new SuppressionGate(), new ConsentGate());

    /// <summary>Exactly who may be contacted for marketing at large, told from the sample files by hand.</summary>
    private static readonly Dictionary<string, string[]> Expected = new(StringComparer.Ordinal)
    {
        ["hubspot"] = [],
        ["keap"] = ["gus.example@example.com", "jon.third@example.com"],
        ["sharpspring"] = ["ned.example@example.com"],
        ["dynamics365"] = ["rae.example@example.com", "vic.fictional@example.com"],
    };

    [Theory]
    [MemberData(nameof(ProfileSamples.Vendors), MemberType = typeof(ProfileSamples))]
    public async Task Import_into_a_store_opens_exactly_whom_it_should_and_a_second_one_changes_nothing(string vendor)
    {
        await using var store = Store();
        var files = ProfileSamples.Of(vendor);

        await ImportAsync(store, vendor, files);
        var first = await OpenAsync(store);
        var again = await ImportAsync(store, vendor, files);

        Assert.Equal(Expected[vendor], first);
        Assert.Equal(Expected[vendor], await OpenAsync(store));
        Assert.All(again, report => Assert.Equal((0, 0, 0), (report.CustomersAdded, report.EventsAdded, report.SuppressionsAdded)));
    }

    [Theory]
    [MemberData(nameof(ProfileSamples.Vendors), MemberType = typeof(ProfileSamples))]
    public async Task No_order_of_imports_opens_anybody_else(string vendor)
    {
        foreach (var order in ProfileSamples.Orders(ProfileSamples.Of(vendor)))
        {
            await using var store = Store();

            await ImportAsync(store, vendor, order);
            await ImportAsync(store, vendor, [.. order.Reverse()]);

            Assert.Subset(Expected[vendor].ToHashSet(StringComparer.Ordinal), (await OpenAsync(store)).ToHashSet(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(ProfileSamples.Vendors), MemberType = typeof(ProfileSamples))]
    public async Task Own_objection_after_the_export_outlives_its_second_import(string vendor)
    {
        var clock = new ManualClock(ProfileSamples.Now);
        await using var store = new InMemoryCrmStore(clock, Keys());
        var files = ProfileSamples.Of(vendor);
        await ImportAsync(store, vendor, files);
        clock.Advance(Duration.FromDays(1));
        foreach (var address in Expected[vendor])
        {
            var point = ContactPoint.Parse(Channel.Email, address);
            var owners = await store.FindByPointAsync(point);
            await store.CommitAsync(new ChangeSet
            {
                Consents = [.. owners.Select(owner => new ConsentEntry(owner, point, Purpose.Marketing, ConsentState.Objection, clock.Now, "own form"))],
            });
        }

        clock.Advance(Duration.FromDays(1));
        await ImportAsync(store, vendor, files);
        clock.Advance(Duration.FromDays(1));

        Assert.Empty(await OpenAsync(store));
    }

    private static FixedKeyRing Keys() => new([.. Enumerable.Repeat((byte)7, 32)]);

    private static InMemoryCrmStore Store() => new(new ManualClock(ProfileSamples.Now), Keys());

    private static async Task<List<CommitReport>> ImportAsync(InMemoryCrmStore store, string vendor, IEnumerable<ProfileSample> files)
    {
        // The look-up reads what the store holds, and each file is a transaction of its own.
        var reader = ProfileSamples.Reader(vendor, ProfileSamples.Options with { CustomersAt = (point, cancellation) => store.FindByPointAsync(point, cancellation) });
        var reports = new List<CommitReport>();
        foreach (var sample in files)
        {
            var records = await ProfileSamples.ReadAsync(reader, sample);
            reports.Add(await store.CommitAsync(ChangesAsync(records), CommitMode.Apply));
        }

        return reports;
    }

    private static async IAsyncEnumerable<ChangeSet> ChangesAsync(List<ImportedRecord> records, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var record in records)
        {
            await Task.CompletedTask;
            cancellationToken.ThrowIfCancellationRequested();
            yield return new ChangeSet
            {
                Customers = record.Person is { } person ? [person] : [],
                Consents = record.Consents,
                Suppressions = [.. record.Suppressed.Select(suppressed => new Suppression(record.Customer, suppressed.Point, suppressed.Kind))],
                Events = record.Purchase is { } purchase ? [purchase] : [],
            };
        }
    }

    private static async Task<List<string>> OpenAsync(InMemoryCrmStore store)
    {
        var open = new List<string>();
        var now = store.Clock.GetCurrentInstant();
        await foreach (var facts in store.ReadFactsAsync(ProfileSamples.Options.BusinessZone))
        {
            open.AddRange(facts.Points
                .Where(point => Gates.Evaluate(
                    new TouchIntent(new TouchKey(facts.Customer, "interval.due", "1"), TouchClass.Promotional, Purpose.Marketing, point, now + Duration.FromDays(30)), facts, now).IsOpen)
                .Select(point => point.FoldedAddress));
        }

        return [.. open.Order(StringComparer.Ordinal)];
    }
}
