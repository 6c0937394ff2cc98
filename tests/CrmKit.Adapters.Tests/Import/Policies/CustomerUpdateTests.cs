using CrmKit.Import;

namespace CrmKit.Adapters.Tests;

/// <summary>What a file says against what is known.</summary>
public sealed class CustomerUpdateTests
{
    private static readonly Instant Recorded = Instant.FromUtc(2026, 5, 1, 0, 0);
    private static readonly ContactPoint Old = ContactPoint.Parse(Channel.Email, "old@example.com");
    private static readonly ContactPoint New = ContactPoint.Parse(Channel.Email, "new@example.com");

    private static readonly Customer Known = new()
    {
        Id = "1",
        Name = "Known",
        Language = "de",
        ContactPoints = [Old, ContactPoint.Parse(Channel.Phone, "+49301234567")],
        Interests = [new Interest(new Topic("boats"), InterestOrigin.Stated, IsWelcome: false, Recorded)],
        CareFlags = [new CareFlag(CareKind.Bereavement)],
        Fields = CustomFields.None.With("size", FieldValue.Of(38L)),
    };

    [Fact]
    public void Silence_of_a_file_changes_nothing_under_any_policy()
    {
        foreach (var policy in Enum.GetValues<FieldPolicy>())
        {
            var update = CustomerUpdate.Of(new ImportedCustomer(new Customer { Id = "1" }, []), (Known, Recorded), new CustomerPolicy { Default = policy });
            Assert.Equal(Known, update.Customer);
            Assert.Empty(update.Differences);
        }
    }

    [Theory]
    [InlineData(FieldPolicy.Keep, 1, "Known", FieldChange.Kept)]
    [InlineData(FieldPolicy.Overwrite, -1, "Told", FieldChange.Overwritten)]
    [InlineData(FieldPolicy.Newest, 1, "Told", FieldChange.Overwritten)]
    [InlineData(FieldPolicy.Newest, 0, "Known", FieldChange.Kept)]
    [InlineData(FieldPolicy.Ask, 1, "Known", FieldChange.Open)]
    public void Field_that_both_state_follows_its_policy(FieldPolicy policy, int hoursLater, string expected, FieldChange change)
    {
        var told = new ImportedCustomer(new Customer { Id = "1", Name = "Told" }, []) { ToldAt = Recorded + Duration.FromHours(hoursLater) };
        var update = CustomerUpdate.Of(told, (Known, Recorded), new CustomerPolicy { Default = policy });
        Assert.Equal(expected, update.Customer.Name);
        Assert.Equal(new FieldDifference("1", CustomerFields.Name, change, "Known", "Told"), Assert.Single(update.Differences));
    }

    [Fact]
    public void Newest_takes_nothing_of_a_file_that_does_not_say_when()
    {
        var update = CustomerUpdate.Of(new ImportedCustomer(new Customer { Id = "1", Name = "Told" }, []), (Known, Recorded), new CustomerPolicy { Default = FieldPolicy.Newest });
        Assert.Equal("Known", update.Customer.Name);
    }

    [Fact]
    public void Question_is_answered_by_whoever_was_asked()
    {
        var told = new ImportedCustomer(new Customer { Id = "1", Name = "Told", Language = "fr" }, []);
        var update = CustomerUpdate.Of(told, (Known, Recorded), new CustomerPolicy { Default = FieldPolicy.Ask }, open => open.Field == CustomerFields.Language);
        Assert.Equal(("Known", "fr"), (update.Customer.Name, update.Customer.Language));
        Assert.Equal([FieldChange.Kept, FieldChange.Overwritten], update.Differences.Select(difference => difference.Change));
    }

    [Fact]
    public void New_address_takes_the_place_of_the_known_ones_of_its_channel_alone()
    {
        var update = CustomerUpdate.Of(new ImportedCustomer(new Customer { Id = "1", ContactPoints = [New] }, []), (Known, Recorded), new CustomerPolicy());
        Assert.Equal([New, ContactPoint.Parse(Channel.Phone, "+49301234567")], update.Customer.ContactPoints.Select(point => point.Point));
    }

    [Fact]
    public void Dead_address_stays_dead_however_often_a_list_names_it()
    {
        var known = Known with { ContactPoints = [new ContactPointRecord(Old, ContactPointStatus.Dead)] };
        var update = CustomerUpdate.Of(new ImportedCustomer(new Customer { Id = "1", ContactPoints = [Old] }, []), (known, Recorded), new CustomerPolicy());
        Assert.Equal(known, update.Customer);
        Assert.Empty(update.Differences);
    }

    [Fact]
    public void Order_of_addresses_changes_only_where_the_file_states_a_preference()
    {
        var phone = ContactPoint.Parse(Channel.Phone, "+49301234567");
        var told = new Customer { Id = "1", ContactPoints = [phone, Old] };
        Assert.Equal(Channel.Email, CustomerUpdate.Of(new ImportedCustomer(told, []), (Known, Recorded), new CustomerPolicy()).Customer.PreferredChannel);
        var stated = new ImportedCustomer(told, []) { StatesPreference = true };
        Assert.Equal(Channel.Phone, CustomerUpdate.Of(stated, (Known, Recorded), new CustomerPolicy()).Customer.PreferredChannel);
        Assert.Equal(Channel.Email, CustomerUpdate.Of(stated, (Known, Recorded), new CustomerPolicy { Default = FieldPolicy.Keep }).Customer.PreferredChannel);
    }

    [Fact]
    public void Inferred_interest_of_a_file_leaves_the_stated_one()
    {
        var inferred = new Interest(new Topic("boats"), InterestOrigin.Inferred, IsWelcome: true, Recorded + Duration.FromDays(30));
        var update = CustomerUpdate.Of(new ImportedCustomer(new Customer { Id = "1", Interests = [inferred] }, []), (Known, Recorded), new CustomerPolicy());
        Assert.False(update.Customer.InterestIn(new Topic("boats"))!.IsWelcome);
        Assert.Equal(2, update.Customer.Interests.Length);
    }

    [Fact]
    public void Elements_of_lists_are_put_together_one_by_one()
    {
        var told = new Customer
        {
            Id = "1",
            CareFlags = [new CareFlag(CareKind.Pace, new LocalDate(2026, 12, 31))],
            Fields = CustomFields.None.With("size", FieldValue.Of(40L)).With("boat", FieldValue.Of("Optimist")),
            Dates = [new ImportantDate("wedding", new AnnualDate(6, 1))],
        };
        var policy = CustomerPolicy.Parse("field=keep");
        var update = CustomerUpdate.Of(new ImportedCustomer(told, []), (Known, Recorded), policy);
        Assert.Equal([CareKind.Bereavement, CareKind.Pace], update.Customer.CareFlags.Select(flag => flag.Kind));
        Assert.Equal(38, update.Customer.Fields["size"]!.Value.AsWhole());
        Assert.Equal("Optimist", update.Customer.Fields["boat"]!.Value.AsText());
        Assert.Equal(["date:wedding", "care:Pace", "field:boat", "field:size"], update.Differences.Select(difference => difference.Field));
    }

    [Theory]
    [InlineData("newest", "name", FieldPolicy.Newest)]
    [InlineData("name=keep,email=ask,default=newest", "name", FieldPolicy.Keep)]
    [InlineData("name=keep,email=ask,default=newest", "email", FieldPolicy.Ask)]
    [InlineData("name=keep, email = ask ,default=newest", "phone", FieldPolicy.Newest)]
    [InlineData("email=keep", "phone", FieldPolicy.Overwrite)]
    public void Policy_is_read_from_text(string text, string field, FieldPolicy expected) => Assert.Equal(expected, CustomerPolicy.Parse(text).For(field));

    [Theory]
    [InlineData("", "keep, overwrite, newest or ask")]
    [InlineData("always", "keep, overwrite, newest or ask")]
    [InlineData("name=always", "keep, overwrite, newest or ask")]
    [InlineData("nmae=keep", "no field 'nmae'")]
    [InlineData("name=keep,name=ask", "named twice")]
    [InlineData("name=keep,", "keep, overwrite, newest or ask")]
    public void Text_that_is_no_policy_is_refused_with_what_was_expected(string text, string said) =>
        Assert.Contains(said, Assert.Throws<FormatException>(() => CustomerPolicy.Parse(text)).Message, StringComparison.Ordinal);
}
