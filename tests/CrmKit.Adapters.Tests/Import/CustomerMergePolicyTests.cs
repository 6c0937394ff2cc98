using CrmKit.Import;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Import;

public sealed class CustomerMergePolicyTests
{
    private static readonly Instant Earlier = Instant.FromUtc(2001, 7, 1, 0, 0);
    private static readonly Instant Later = Instant.FromUtc(2001, 7, 2, 0, 0);
    private static readonly ContactPoint Old = ContactPoint.Parse(Channel.Email, "old@example.com");
    private static readonly ContactPoint New = ContactPoint.Parse(Channel.Email, "new@example.com");
    private static readonly ContactPoint Call = ContactPoint.Parse(Channel.Phone, "+49301234567");

    private static readonly Customer Anna = new() { Id = "1", Name = "Anna", Language = "de", ContactPoints = [Old, Call], Birthday = new AnnualDate(2, 29) };

    [Theory]
    [InlineData(FieldPolicy.Keep, "Anna", FieldChange.Kept)]
    [InlineData(FieldPolicy.Overwrite, "Anne", FieldChange.Overwritten)]
    [InlineData(FieldPolicy.Newest, "Anne", FieldChange.Overwritten)]
    [InlineData(FieldPolicy.Ask, "Anna", FieldChange.Asked)]
    public void Field_that_both_have_is_decided_by_its_policy(FieldPolicy policy, string name, FieldChange change)
    {
        var outcome = Apply(new Customer { Id = "1", Name = "Anne" }, Anna, policy);

        Assert.Equal(Anna with { Name = name }, outcome.Record);
        Assert.Equal([new FieldDifference("name", change, "Anna", "Anne")], outcome.Differences.AsEnumerable());
    }

    [Fact]
    public void Newest_keeps_what_was_recorded_later_and_asks_where_an_instant_is_unknown()
    {
        var told = new ImportedCustomer(new Customer { Id = "1", Name = "Anne" }, []);
        var policy = new CustomerImportPolicy { Default = FieldPolicy.Newest };

        Assert.Equal(FieldChange.Kept, CustomerMergePolicy.Apply(told, Anna, Later, Earlier, policy).Differences[0].Change);
        Assert.Equal(FieldChange.Kept, CustomerMergePolicy.Apply(told, Anna, Later, Later, policy).Differences[0].Change);
        Assert.Equal(FieldChange.Asked, CustomerMergePolicy.Apply(told, Anna, Later, null, policy).Differences[0].Change);
        Assert.Equal(FieldChange.Asked, CustomerMergePolicy.Apply(told, Anna, null, Later, policy).Differences[0].Change);
    }

    [Theory]
    [InlineData(FieldPolicy.Keep)]
    [InlineData(FieldPolicy.Ask)]
    public void What_is_not_known_is_added_whatever_the_policy(FieldPolicy policy)
    {
        var outcome = Apply(new Customer { Id = "1", GivenName = "Anna", Kind = PartyKind.Person }, Anna, policy);

        Assert.Equal(Anna with { GivenName = "Anna" }, outcome.Record);
        Assert.Equal(FieldChange.Added, Assert.Single(outcome.Differences).Change);
    }

    [Fact]
    public void Policy_of_a_field_goes_before_the_one_of_its_group_and_the_default()
    {
        var known = Anna with { Fields = CustomFields.None.With("a", FieldValue.Of(1L)).With("b", FieldValue.Of(1L)) };
        var told = new Customer { Id = "1", Name = "Anne", Fields = CustomFields.None.With("a", FieldValue.Of(2L)).With("b", FieldValue.Of(2L)) };
        var policy = new CustomerImportPolicy { Fields = ImmutableDictionary<string, FieldPolicy>.Empty.Add("field", FieldPolicy.Keep).Add("field:b", FieldPolicy.Ask) };

        Assert.Equal([FieldChange.Overwritten, FieldChange.Kept, FieldChange.Asked], CustomerMergePolicy.Apply(new ImportedCustomer(told, []), known, null, null, policy).Differences.Select(one => one.Change));
    }

    [Fact]
    public void Address_takes_the_place_of_the_one_that_works_and_of_no_other_channel()
    {
        Assert.Equal([New, Call], Points(Told(New), Anna));
        Assert.Equal([Old, Call], Points(Told(New), Anna, FieldPolicy.Keep));
        Assert.Equal([Old, Call], Points(Told(Call), Anna));
    }

    [Fact]
    public void Address_that_is_known_among_several_erases_none() =>
        Assert.Equal([Old, New, Call], Points(Told(New), Anna with { ContactPoints = [Old, New, Call] }));

    [Fact]
    public void Dead_address_is_not_revived_by_a_file_that_tells_it_again()
    {
        var dead = new ContactPointRecord(Old, ContactPointStatus.Dead);
        var known = Anna with { ContactPoints = [dead] };

        Assert.Equal([dead], Apply(Told(Old).Customer, known).Record.ContactPoints.AsEnumerable());
        Assert.Equal([new ContactPointRecord(New), dead], Apply(Told(New).Customer, known).Record.ContactPoints.OrderBy(point => point.Status));
        var stated = Told(Old) with { StatedStatuses = [Old] };
        Assert.Equal([dead], CustomerMergePolicy.Apply(stated, known, null, null).Record.ContactPoints.AsEnumerable());
        var explicitly = new CustomerImportPolicy { Fields = ImmutableDictionary<string, FieldPolicy>.Empty.Add("status", FieldPolicy.Overwrite) };
        Assert.Equal([new ContactPointRecord(Old)], CustomerMergePolicy.Apply(stated, known, null, null, explicitly).Record.ContactPoints.AsEnumerable());
        Assert.Equal([dead], CustomerMergePolicy.Apply(Told(Old), known, null, null, explicitly).Record.ContactPoints.AsEnumerable());
    }

    [Fact]
    public void Worse_status_is_taken_over_whatever_the_policy()
    {
        var told = new ImportedCustomer(new Customer { Id = "1", ContactPoints = [new ContactPointRecord(Old, ContactPointStatus.Dead)] }, []) { StatedStatuses = [Old] };

        Assert.Equal(ContactPointStatus.Dead, CustomerMergePolicy.Apply(told, Anna, null, null, new CustomerImportPolicy { Default = FieldPolicy.Keep }).Record.ContactPoints[0].Status);
    }

    [Fact]
    public void Order_changes_where_the_file_states_one()
    {
        Assert.Equal([Old, Call], Points(Told(Call, Old), Anna));
        Assert.Equal([Call, Old], Points(Told(Call, Old) with { StatesPreference = true }, Anna));
        Assert.Equal([Old, Call], Points(Told(Call, Old) with { StatesPreference = true }, Anna, FieldPolicy.Keep));
    }

    [Fact]
    public void Kind_that_nobody_stated_says_nothing()
    {
        var house = Anna with { Kind = PartyKind.Household };

        Assert.Equal(PartyKind.Household, CustomerMergePolicy.Apply(Told(Old), house, null, null).Record.Kind);
        Assert.Equal(PartyKind.Person, CustomerMergePolicy.Apply(Told(Old) with { StatesKind = true }, house, null, null).Record.Kind);
        Assert.Equal(PartyKind.Household, CustomerMergePolicy.Apply(new ImportedCustomer(house, []) { StatesKind = true }, null, null, null, new CustomerImportPolicy { Default = FieldPolicy.Keep }).Record.Kind);
    }

    [Fact]
    public void Birthday_gains_its_year_and_does_not_lose_it()
    {
        var whole = new LocalDate(1980, 2, 29);

        Assert.Equal(whole, Apply(new Customer { Id = "1", Birthday = whole }, Anna, FieldPolicy.Keep).Record.Birthday);
        var outcome = Apply(new Customer { Id = "1", Birthday = new AnnualDate(2, 29) }, Anna with { Birthday = whole });
        Assert.Equal(whole, outcome.Record.Birthday);
        Assert.Empty(outcome.Differences);
    }

    [Fact]
    public void Inference_leaves_a_statement_alone_and_the_later_statement_counts()
    {
        var no = new Interest(new Topic("news"), InterestOrigin.Stated, IsWelcome: false, Later);
        var known = Anna with { Interests = [no] };

        Assert.Equal(no, Apply(new Customer { Id = "1", Interests = [no with { Origin = InterestOrigin.Inferred, IsWelcome = true, NotedAt = Later + Duration.FromDays(1) }] }, known).Record.InterestIn(new Topic("news")));
        Assert.Equal(no, Apply(new Customer { Id = "1", Interests = [no with { IsWelcome = true, NotedAt = Earlier }] }, known).Record.InterestIn(new Topic("news")));
    }

    [Fact]
    public void Care_flag_stays_and_roles_come_together()
    {
        var known = Anna with { CareFlags = [new CareFlag(CareKind.Bereavement)], Roles = [new PartyRole("member", "2", new LocalDate(2001, 1, 1))] };
        var told = new Customer { Id = "1", CareFlags = [new CareFlag(CareKind.Pace)], Roles = [new PartyRole("member", "2"), new PartyRole("member", "3")] };

        var record = Apply(told, known, FieldPolicy.Keep).Record;

        Assert.Equal([CareKind.Bereavement, CareKind.Pace], record.CareFlags.Select(flag => flag.Kind));
        Assert.Equal([known.Roles[0], new PartyRole("member", "3")], record.Roles.AsEnumerable());
    }

    [Fact]
    public void Policy_for_what_is_no_field_is_refused() =>
        Assert.Throws<ArgumentException>(() => CustomerMergePolicy.Apply(
            Told(Old), Anna, null, null, new CustomerImportPolicy { Fields = ImmutableDictionary<string, FieldPolicy>.Empty.Add("surname", FieldPolicy.Keep) }));

    [Fact]
    public void Text_form_of_a_difference_shows_no_value() =>
        Assert.Equal("name Overwritten", new FieldDifference("name", FieldChange.Overwritten, "Anna", "Anne").ToString());

    [Fact]
    public void New_customer_is_what_the_file_tells() =>
        Prop.ForAll(Rows, row => CustomerMergePolicy.Apply(row, null, null, null, new CustomerImportPolicy { Default = FieldPolicy.Keep }).Record == row.Customer).QuickCheckThrowOnFailure();

    [Fact]
    public void Same_file_a_second_time_changes_nothing() =>
        Prop.ForAll(Pairs, pair =>
        {
            var once = CustomerMergePolicy.Apply(pair.Row, pair.Known, Earlier, Later, pair.Policy).Record;
            var twice = CustomerMergePolicy.Apply(pair.Row, once, Earlier, Later, pair.Policy);
            return twice.Record == once && !twice.IsChanged;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Silence_erases_nothing_and_no_status_improves() =>
        Prop.ForAll(Pairs, pair =>
        {
            var silent = CustomerMergePolicy.Apply(new ImportedCustomer(new Customer { Id = pair.Known.Id }, []), pair.Known, Earlier, Later, pair.Policy);
            var record = CustomerMergePolicy.Apply(pair.Row, pair.Known, Earlier, Later, pair.Policy).Record;
            return silent.Record == pair.Known && silent.Differences.IsEmpty
                && pair.Known.CareFlags.All(record.CareFlags.Contains)
                && pair.Known.ContactPoints.Where(point => point.Status > ContactPointStatus.Unverified)
                    .All(point => record.ContactPoints.Any(other => other.Point.Reaches(point.Point) && other.Status >= point.Status));
        }).QuickCheckThrowOnFailure();

    private static Arbitrary<ImportedCustomer> Rows { get; } = RowGen.ToArbitrary();

    private static Gen<ImportedCustomer> RowGen =>
        from customer in CustomerGenerators.Customers
        from statesOrder in Gen.Elements(true, false)
        from statesStatus in Gen.Elements(true, false)
        select new ImportedCustomer(customer, []) { StatesKind = true, StatesPreference = statesOrder, StatedStatuses = statesStatus ? [.. customer.ContactPoints.Select(point => point.Point)] : [] };

    private static Arbitrary<(ImportedCustomer Row, Customer Known, CustomerImportPolicy Policy)> Pairs { get; } =
        (from row in RowGen
         from known in CustomerGenerators.Customers
         from policy in Gen.Elements(Enum.GetValues<FieldPolicy>())
         select (row with { Customer = row.Customer with { Id = known.Id } }, known, new CustomerImportPolicy { Default = policy })).ToArbitrary();

    private static ImportedCustomer Told(params ContactPoint[] points) => new(new Customer { Id = "1", ContactPoints = [.. points.Select(ContactPointRecord.FromContactPoint)] }, []);

    private static IEnumerable<ContactPoint> Points(ImportedCustomer told, Customer known, FieldPolicy policy = FieldPolicy.Overwrite) =>
        CustomerMergePolicy.Apply(told, known, Earlier, Later, new CustomerImportPolicy { Default = policy }).Record.ContactPoints.Select(point => point.Point);

    private static CustomerMergeOutcome Apply(Customer told, Customer known, FieldPolicy policy = FieldPolicy.Overwrite) =>
        CustomerMergePolicy.Apply(new ImportedCustomer(told, []), known, Earlier, Later, new CustomerImportPolicy { Default = policy });
}
