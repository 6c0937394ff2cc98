using System.Text;
using CrmKit.Desk;
using CrmKit.Storage;

namespace CrmKit.EndToEnd.Tests.Desk;

/// <summary>Agreements that are recorded already end by the refusals of rows that are set aside, as far as these can be read; the others are counted.</summary>
public sealed class DeskHeededRowTests
{
    private const string Consents = "customer_id,channel,address,purpose,topic,state,date,source";

    [Theory, MemberData(nameof(DeskShop.Stores), MemberType = typeof(DeskShop))]
    public async Task Refusal_in_a_damaged_or_partly_unreadable_row_ends_the_agreement_of_an_earlier_import(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        await AgreeAsync(shop, "a", "b", "c", "d", "e", "f");
        var report = await shop.Desk.ImportAsync(new ImportRequest
        {
            ConsentsFile = Latin(
                shop.Folder["s.csv"],
                Consents,
                "a,email,a@example.com,Werbung!,,objection,2025-05-10,form",
                "b,email,b@example.com,marketing,News Letter,objection,2025-05-10,form",
                "c,email,c@example.com,marketing,,opt-out,2025-05-10,M\u00FCller",
                ",email,d@example.com,marketing,,opt-out,2025-05-10,form",
                "e,email,e@example.com,marketing,,opt-out,2025-05-10,\"f\"orm"),
            RejectsFile = shop.Folder["r.csv"],
        });

        Assert.Equal(["f f@example.com"], await Contactable.InAsync(shop.Store));
        Assert.Equal((5L, 0L), (report.SetAside.Sum(count => count.Rows), report.RefusalsNotHeeded));
    }

    [Theory, MemberData(nameof(DeskShop.Stores), MemberType = typeof(DeskShop))]
    public async Task Refusal_without_an_id_holds_for_whoever_has_the_address_and_is_counted_where_nobody_has(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        await AgreeAsync(shop, "a", "b");
        var request = new ImportRequest
        {
            CustomersFile = Latin(shop.Folder["c.csv"], "customer_id,email,email:status,consent_marketing,consent_date", ",A@example.com,,opt-out,2025-05-10", ",b@example.com,dead,,", ",new@example.com,,opt-out,2025-05-10"),
            RejectsFile = shop.Folder["r.csv"],
            ReplacesRejectsFiles = true,
        };
        var report = await shop.Desk.ImportAsync(request);

        Assert.Empty(await Contactable.InAsync(shop.Store));
        Assert.Equal((3L, 1L), (report.SetAside.Sum(count => count.Rows), report.RefusalsNotHeeded));
        Assert.True((await shop.Desk.ImportAsync(request)).Changes.IsUnchanged);
    }

    [Theory, MemberData(nameof(DeskShop.Stores), MemberType = typeof(DeskShop))]
    public async Task Row_without_an_id_takes_nothing_from_what_another_row_says_of_the_person(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        await AgreeAsync(shop, "a");
        const string Header = "customer_id,name,email,email:status";
        foreach (var rows in new[] { new[] { "a,First,a@example.com,", ",,a@example.com,dead" }, [",,a@example.com,dead", "a,Second,a@example.com,"] })
        {
            await shop.Desk.ImportAsync(new ImportRequest { CustomersFile = Latin(shop.Folder["c.csv"], [Header, .. rows]), RejectsFile = shop.Folder["r.csv"], ReplacesRejectsFiles = true });
            var known = (await shop.Store.FindCustomerAsync("a"))!;
            Assert.Equal((rows[0].StartsWith('a') ? "First" : "Second", ContactPointStatus.Dead), (known.Name, Assert.Single(known.ContactPoints).Status));
        }
    }

    [Theory, MemberData(nameof(DeskShop.Stores), MemberType = typeof(DeskShop))]
    public async Task Doubt_about_one_record_holds_back_an_agreement_of_the_record_that_it_is_merged_with(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        await shop.Store.CommitAsync(new ChangeSet { Customers = [Person("p"), Person("q"), Person("s")] });
        await shop.Store.MergeAsync("p", "q");
        foreach (var refusal in new[] { "q,email,q@example.com,marketing,,opt-out,soon,form", ",email,q@example.com,marketing,,opt-out,soon,form" })
        {
            var report = await shop.Desk.ImportAsync(new ImportRequest
            {
                ConsentsFile = Latin(shop.Folder["s.csv"], Consents, refusal, "p,email,p@example.com,marketing,,opt-in,2025-05-01,form", "s,email,s@example.com,marketing,,opt-in,2025-05-01,form"),
                RejectsFile = shop.Folder["r.csv"],
                ReplacesRejectsFiles = true,
            });

            Assert.Equal(["s s@example.com"], await Contactable.InAsync(shop.Store));
            Assert.Equal((2L, 1L), (report.SetAside.Sum(count => count.Rows), report.RefusalsNotHeeded));
        }
    }

    [Theory, MemberData(nameof(DeskShop.Stores), MemberType = typeof(DeskShop))]
    public async Task Address_out_of_use_in_a_row_set_aside_is_noted_where_the_record_lacks_it(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        await AgreeAsync(shop, "a", "b");
        await shop.Desk.ImportAsync(new ImportRequest
        {
            CustomersFile = Latin(shop.Folder["c.csv"], "customer_id,email,email:status,birthday", "a,other@example.com,dead,soon"),
            RejectsFile = shop.Folder["r.csv"],
        });

        var points = (await shop.Store.FindCustomerAsync("a"))!.ContactPoints;
        Assert.Equal([("a@example.com", ContactPointStatus.Active), ("other@example.com", ContactPointStatus.Dead)], points.Select(point => (point.Point.Address, point.Status)));
    }

    [Theory, MemberData(nameof(DeskShop.Stores), MemberType = typeof(DeskShop))]
    public async Task Dry_run_tells_the_fields_that_a_heeded_row_changes_and_counts_the_person_once(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        await AgreeAsync(shop, "a", "b");
        var request = new ImportRequest
        {
            CustomersFile = Latin(shop.Folder["c.csv"], "customer_id,email,email:status,care_hardship,birthday", "a,a@example.com,,yes,soon", "b,b@example.com,dead,yes,soon"),
            RejectsFile = shop.Folder["r.csv"],
            ReplacesRejectsFiles = true,
            Mode = CommitMode.DryRun,
        };
        var report = await shop.Desk.ImportAsync(request);
        Assert.Equal(["a care:Hardship", "b care:Hardship", "b email"], report.Differences.Select(difference => $"{difference.Customer.Value} {difference.Field}").Order());
        Assert.Equal(2, report.Changes.CustomersChanged);

        var cards = shop.Folder.Write("a.vcf", ["BEGIN:VCARD", "VERSION:4.0", "UID:a", "FN:Ann", "EMAIL:a@example.com", "END:VCARD"]);
        var both = await shop.Desk.ImportAsync(request with { VCardFile = cards, Mode = CommitMode.Apply });
        Assert.Equal(2, both.Changes.CustomersChanged);
        var known = (await shop.Store.FindCustomerAsync("a"))!;
        Assert.Equal(("Ann", CareKind.Hardship), (known.Name, Assert.Single(known.CareFlags).Kind));
    }

    private static Customer Person(string id) => new() { Id = id, ContactPoints = [new ContactPointRecord(ContactPoint.Parse(Channel.Email, $"{id}@example.com"))] };

    private static async Task AgreeAsync(DeskShop shop, params string[] ids)
    {
        await shop.Store.CommitAsync(new ChangeSet
        {
            Customers = [.. ids.Select(Person)],
            Consents = [.. ids.Select(id => new ConsentEntry(id, Person(id).ContactPoints[0].Point, Purpose.Marketing, ConsentState.OptIn, Instant.FromUtc(2025, 5, 1, 12, 0), "form"))],
        });
        shop.Clock.Advance(Duration.FromHours(1));
        Assert.Equal(ids.Length, (await Contactable.InAsync(shop.Store)).Count);
    }

    // A letter with an umlaut is then a byte that is no UTF-8.
    private static string Latin(string path, params IEnumerable<string> lines)
    {
        File.WriteAllText(path, string.Concat(lines.Select(line => line + "\n")), Encoding.Latin1);
        return path;
    }
}
