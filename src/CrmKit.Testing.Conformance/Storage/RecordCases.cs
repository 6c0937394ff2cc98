using CrmKit.Calendars;

namespace CrmKit.Testing.Conformance;

/// <summary>Records are kept in every detail, with their past.</summary>
internal static class RecordCases
{
    public static IEnumerable<ConformanceCase> All =>
    [
        StoreScene.Case("Record_of_every_detail_reads_back_equal_in_every_reading", EveryDetailAsync),
        StoreScene.Case("Record_keeps_its_instant_until_its_content_changes", InstantAsync),
        StoreScene.Case("Record_of_a_past_instant_reads_as_it_was", PastAsync),
        StoreScene.Case("People_with_a_contact_point_are_found_in_every_spelling_and_status", ByPointAsync),
        StoreScene.Case("Facts_hold_the_usable_contact_points_in_the_order_of_preference", UsablePointsAsync),
        StoreScene.Case("Facts_version_changes_with_points_zone_care_blocks_and_liked_hours_and_with_nothing_else_of_a_record", FactsVersionAsync),
        StoreScene.Case("Care_flags_blocks_and_liked_hours_are_facts", CareAsync),
    ];

    internal static Customer Detailed(string id) => A.Customer(id) with
    {
        Kind = PartyKind.Household,
        Name = "Zoë \"Q\" Müller\u200F",
        FamilyName = "Müller",
        ContactPoints =
        [
            new ContactPointRecord(A.Email(id)) { Label = "work" },
            new ContactPointRecord(ContactPoint.Parse(Channel.Phone, "+49301234567"), ContactPointStatus.Unverified),
            new ContactPointRecord(ContactPoint.Parse(Channel.Sms, "+49301234567"), ContactPointStatus.Bouncing),
            new ContactPointRecord(ContactPoint.Parse(Channel.Messenger, "signal:zoe.42"), ContactPointStatus.Retired),
            new ContactPointRecord(ContactPoint.Parse(Channel.Post, "Übergasse 1\n12345 Example"), ContactPointStatus.Dead),
        ],
        Birthday = new AnnualDate(2, 29),
        Dates = [new ImportantDate("wedding-anniversary", new LocalDate(1990, 6, 1)), new ImportantDate("name-day", new AnnualDate(12, 31))],
        Language = "de-AT",
        PreferredHours = new DailyHours(new LocalTime(17, 30), new LocalTime(20, 0)),
        Roles = [new PartyRole("member", "household", new LocalDate(1990, 6, 1), new LocalDate(1995, 1, 31)), new PartyRole("contact", "firm")],
        Interests =
        [
            new Interest(new Topic("garden"), InterestOrigin.Stated, IsWelcome: false, A.Noon),
            new Interest(new Topic("garden"), InterestOrigin.Inferred, IsWelcome: true, A.Noon + Duration.FromNanoseconds(1000)),
        ],
        CareFlags = [new CareFlag(CareKind.Bereavement, new LocalDate(1997, 12, 31)), new CareFlag(CareKind.Pace)],
        Blocks = [new ContactBlock(Channel.Phone), new ContactBlock(from: new LocalDate(1997, 12, 20), until: new LocalDate(1998, 1, 6)), new ContactBlock(Channel.Post, until: new LocalDate(1, 1, 1))],
        Fields = CustomFields.None
            .With("text", FieldValue.Of("a \"quoted\" ü \u2028 word"))
            .With("whole", FieldValue.Of(long.MinValue))
            .With("number", FieldValue.Of(1.50m))
            .With("flag", FieldValue.Of(false))
            .With("date", FieldValue.Of(new LocalDate(1, 1, 1)))
            .With("instant", FieldValue.Of(A.Noon + Duration.FromNanoseconds(1)))
            .With("money", FieldValue.Of(new Money(12.340m, Currency.Eur))),
    };

    private static async Task EveryDetailAsync(StoreScene scene)
    {
        var record = Detailed("1");
        await scene.PutAsync(record).ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Equal(record, await scene.FindAsync("1").ConfigureAwait(false), "The person");
        Expect.Sequence([record], await scene.CustomersAsync().ConfigureAwait(false), "All people");
        Expect.Sequence([record], await scene.CustomersAsync(A.Noon).ConfigureAwait(false), "All people as known then");
        var stored = await scene.FindRecordAsync("1").ConfigureAwait(false);
        Expect.Equal(record, stored?.Customer, "The record");
        Expect.Equal(1, (await scene.PutAsync(record).ConfigureAwait(false)).CustomersUnchanged, "Unchanged records at the second import");
    }

    private static async Task InstantAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        Expect.Equal(A.Noon, (await scene.FindRecordAsync("1").ConfigureAwait(false))?.RecordedAt, "When the same record was recorded");
        var changed = scene.AdvanceHour();
        await scene.PutAsync(A.Customer("1") with { Language = "fr" }).ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Equal(changed, (await scene.FindRecordAsync("1").ConfigureAwait(false))?.RecordedAt, "When the changed record was recorded");
        Expect.True(await scene.FindRecordAsync("2").ConfigureAwait(false) is null, "There is no record of somebody else");
    }

    private static async Task PastAsync(StoreScene scene)
    {
        await scene.PutAsync(Detailed("1")).ConfigureAwait(false);
        var second = scene.AdvanceHour();
        var bare = new Customer { Id = "1" };
        await scene.PutAsync(bare, A.Customer("2")).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.PutAsync(Detailed("1")).ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Sequence([], await scene.CustomersAsync(A.Noon - Duration.FromMilliseconds(1)).ConfigureAwait(false), "People known before the first");
        Expect.Sequence([Detailed("1")], await scene.CustomersAsync(second - Duration.FromMilliseconds(1)).ConfigureAwait(false), "People known before the change");
        Expect.Sequence([bare, A.Customer("2")], await scene.CustomersAsync(second).ConfigureAwait(false), "People known at the change");
        Expect.Sequence([Detailed("1"), A.Customer("2")], await scene.CustomersAsync().ConfigureAwait(false), "People known now");
    }

    private static async Task ByPointAsync(StoreScene scene)
    {
        var shared = A.Email("Family");
        await scene.PutAsync(
            A.Customer("b") with { ContactPoints = [A.Email("b"), new ContactPointRecord(A.Email("family"), ContactPointStatus.Dead)] },
            A.Customer("B") with { ContactPoints = [shared, A.Email("FAMILY")] },
            A.Customer("c")).ConfigureAwait(false);
        Expect.Sequence(["B", "b"], (await scene.FindByPointAsync(A.Email("fAmily")).ConfigureAwait(false)).Select(id => id.Value), "Who has the address");
        Expect.True((await scene.FindByPointAsync(A.Email("nobody")).ConfigureAwait(false)).IsEmpty, "Nobody has another address");

        await scene.PutAsync(A.Customer("B") with { ContactPoints = [] }).ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Sequence(["b"], (await scene.FindByPointAsync(shared).ConfigureAwait(false)).Select(id => id.Value), "Who still has the address");
        await scene.MergeAsync("c", "b").ConfigureAwait(false);
        Expect.Sequence(["c"], (await scene.FindByPointAsync(shared).ConfigureAwait(false)).Select(id => id.Value), "Under whose id its owner is known after a merge");
    }

    private static async Task UsablePointsAsync(StoreScene scene)
    {
        await scene.PutAsync(Detailed("1")).ConfigureAwait(false);
        ContactPoint[] usable = [A.Email("1"), ContactPoint.Parse(Channel.Phone, "+49301234567"), ContactPoint.Parse(Channel.Sms, "+49301234567")];
        Expect.Sequence(usable, (await scene.FactsAsync("1").ConfigureAwait(false)).Points, "The usable points");
        Expect.Sequence(usable, (await scene.AllFactsAsync().ConfigureAwait(false)).Single().Points, "The usable points in bulk");
    }

    private static async Task FactsVersionAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        var detailed = Detailed("1");
        await UnchangedAsync(detailed with { ContactPoints = [A.Email("1")], Zone = A.Customer("1").Zone, CareFlags = [], Blocks = [], PreferredHours = null }, "Names, days, language, roles, interests and fields").ConfigureAwait(false);
        await UnchangedAsync(A.Customer("1") with { ContactPoints = [new ContactPointRecord(A.Email("1")) { Label = "home" }] }, "A label").ConfigureAwait(false);
        await ChangedAsync(A.Customer("1") with { ContactPoints = [new ContactPointRecord(A.Email("1"), ContactPointStatus.Bouncing)] }, "The status of a point").ConfigureAwait(false);
        await ChangedAsync(A.Customer("1") with { ContactPoints = [] }, "A point less").ConfigureAwait(false);
        await ChangedAsync(A.Customer("1") with { ContactPoints = [], Zone = null }, "Another zone").ConfigureAwait(false);
        var spared = A.Customer("1") with { ContactPoints = [], Zone = null, CareFlags = [new CareFlag(CareKind.Conflict)] };
        await ChangedAsync(spared, "A flag").ConfigureAwait(false);
        await ChangedAsync(spared with { Blocks = [new ContactBlock(Channel.Sms)] }, "A block").ConfigureAwait(false);
        await ChangedAsync(spared with { PreferredHours = new DailyHours(new LocalTime(9, 0), new LocalTime(10, 0)) }, "Other hours").ConfigureAwait(false);

        async Task UnchangedAsync(Customer record, string what) => Expect.Equal(0, await PutAsync(record).ConfigureAwait(false), $"{what}: the change of the facts version");

        async Task ChangedAsync(Customer record, string what) => Expect.Equal(1, await PutAsync(record).ConfigureAwait(false), $"{what}: the change of the facts version");

        async Task<long> PutAsync(Customer record)
        {
            var before = await scene.VersionAsync("1").ConfigureAwait(false);
            Expect.Equal(1, (await scene.PutAsync(record).ConfigureAwait(false)).CustomersChanged, "Changed records");
            return await scene.VersionAsync("1").ConfigureAwait(false) - before;
        }
    }

    private static async Task CareAsync(StoreScene scene)
    {
        await scene.PutAsync(Detailed("1")).ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Sequence(Detailed("1").CareFlags, (await scene.FactsAsync("1").ConfigureAwait(false)).CareFlags, "The flags");
        var bulk = (await scene.AllFactsAsync().ConfigureAwait(false)).Single();
        Expect.Sequence(Detailed("1").CareFlags, bulk.CareFlags, "The flags in bulk");
        var one = await scene.FactsAsync("1").ConfigureAwait(false);
        Expect.Sequence(Detailed("1").Blocks, one.Blocks, "The blocks");
        Expect.Sequence(Detailed("1").Blocks, bulk.Blocks, "The blocks in bulk");
        Expect.Equal(Detailed("1").PreferredHours, one.PreferredHours, "The liked hours");
    }
}
