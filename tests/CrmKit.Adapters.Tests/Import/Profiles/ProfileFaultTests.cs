using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import.Profiles;

public sealed class ProfileFaultTests
{
    private static readonly ProfileReaderOptions Undated = ProfileSamples.Options with { ExportedOn = null };

    [Theory]
    [InlineData(ProfileFileKind.Contacts, "First Name,Last Name,Email\nNed,Example,ned@example.com\n")]
    [InlineData(ProfileFileKind.Statuses, "Email,Is Opted In\nned@example.com,1\n")]
    public async Task SharpSpring_file_without_its_mandatory_column_is_refused(ProfileFileKind kind, string text)
    {
        var fault = await ProfileSamples.FaultAsync("sharpspring", text, kind);

        Assert.Equal((1L, "Is Unsubscribed"), (fault.Line, fault.Column));
        Assert.Contains("who refuses contact", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hubspot", "Record ID,Email,Unsubscribed from all email\n1,a@example.com,perhaps\n", "Unsubscribed from all email", "true, yes, 1, false, no, 0")]
    [InlineData("hubspot", "Record ID,Email,hs_email_optout_17\n1,a@example.com,-\n", "hs_email_optout_17", "true")]
    [InlineData("keap", "Id,Email,Email Address 2,Email 2 Status\n1,a@example.com,b@example.com,Maybe\n", "Email 2 Status", "Non-marketable")]
    [InlineData("sharpspring", "Email,Is Unsubscribed\na@example.com,2\n", "Is Unsubscribed", "1, true")]
    [InlineData("dynamics365", "contactid,emailaddress1,donotbulkemail\n1,a@example.com,Rather not\n", "donotbulkemail", "Do Not Allow")]
    public async Task Unknown_value_of_a_status_column_names_file_line_column_and_the_known_ones(string vendor, string text, string column, string known)
    {
        var fault = await ProfileSamples.FaultAsync(vendor, text, ProfileFileKind.Contacts);

        Assert.Equal(("in/F.csv", 2L, column), (fault.File, fault.Line, fault.Column));
        Assert.Contains(known, fault.Expected, StringComparison.Ordinal);
        Assert.DoesNotContain("a@example.com", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undated_refusal_wants_the_day_of_the_export()
    {
        const string Text = "Id,Email,Email Status\n1,a@example.com,Opt-Out\n";

        var fault = await ProfileSamples.FaultAsync("keap", Text, ProfileFileKind.Contacts, Undated);

        Assert.Equal((2L, "Email Status"), (fault.Line, fault.Column));
        Assert.Contains("ProfileReaderOptions.ExportedOn", fault.Message, StringComparison.Ordinal);
        var entry = Assert.Single((await ProfileSamples.ReadAsync("keap", Text, ProfileFileKind.Contacts))[0].Consents);
        Assert.Equal(Instant.FromUtc(2024, 7, 1, 4, 0) - Duration.FromNanoseconds(1000), entry.OccurredAt);
    }

    [Fact]
    public async Task Undated_agreement_and_dated_refusal_want_no_day_of_the_export()
    {
        var records = await ProfileSamples.ReadAsync(
            "keap", "Contact Id,Email,Email Status,Status Date\n1,a@example.com,Confirmed,\n2,b@example.com,Opt-Out,3/1/2024\n", ProfileFileKind.Statuses, Undated);

        Assert.Equal([ProfileReader.BeginningOfTime, Instant.FromUtc(2024, 3, 2, 5, 0) - Duration.FromNanoseconds(1000)], records.Select(record => record.Consents[0].OccurredAt));
    }

    [Fact]
    public async Task Agreement_later_than_the_export_is_refused_lest_it_outlive_what_is_said_until_then()
    {
        var fault = await ProfileSamples.FaultAsync("keap", "Contact Id,Email,Email Status,Status Date\n1,a@example.com,Confirmed,7/1/2024\n", ProfileFileKind.Statuses);

        Assert.Equal((2L, "Status Date"), (fault.Line, fault.Column));
    }

    [Theory]
    [InlineData("Unconfirmed")]
    [InlineData("Unconfirmed (single opt-in)")]
    [InlineData("Single Opt-In")]
    [InlineData("Non-marketable")]
    [InlineData("UnengagedMarketable")]
    [InlineData("Lockdown")]
    [InlineData("Soft Bounce")]
    [InlineData("")]
    public async Task Keap_status_that_is_no_agreement_gives_none(string status)
    {
        var record = (await ProfileSamples.ReadAsync("keap", $"Contact Id,Email,Email Status\n1,a@example.com,{status}\n", ProfileFileKind.Statuses, Undated))[0];

        Assert.Equal((0, 0, PassedOver.SaysNothing), (record.Consents.Length, record.Suppressed.Length, record.PassedOver));
    }

    [Theory]
    [InlineData("hubspot", "Record ID,Email,Unsubscribed from all email,Opted out of email: News\n1,a@example.com,false,\n")]
    [InlineData("sharpspring", "Email,Is Unsubscribed\na@example.com,0\n")]
    [InlineData("dynamics365", "contactid,emailaddress1,donotemail,donotbulkemail,donotsendmm\n1,a@example.com,Allow,Allow,Send\n")]
    public async Task Absence_of_a_refusal_is_no_agreement(string vendor, string text)
    {
        Assert.Empty((await ProfileSamples.ReadAsync(vendor, text, ProfileFileKind.Contacts, Undated))[0].Consents);
    }

    [Fact]
    public async Task Purpose_that_is_not_known_is_refused_until_the_caller_names_it()
    {
        const string Text = "Contact point,Channel,Purpose,Topic,Consent status\na@example.com,Email,House journal,,Opted In\n";

        var fault = await ProfileSamples.FaultAsync("dynamics365", Text, ProfileFileKind.Statuses);
        var options = ProfileSamples.Options with
        {
            Purposes = ImmutableDictionary<string, Purpose>.Empty.Add("House Journal", new Purpose("journal")),
            CustomersAt = (_, _) => Task.FromResult<ImmutableArray<CustomerId>>(["7"]),
        };

        Assert.Equal((2L, "Purpose"), (fault.Line, fault.Column));
        Assert.Contains("Commercial", fault.Message, StringComparison.Ordinal);
        var entry = Assert.Single((await ProfileSamples.ReadAsync("dynamics365", Text, ProfileFileKind.Statuses, options))[0].Consents);
        Assert.Equal(("7", "journal", ConsentState.OptIn), (entry.Customer.Value, entry.Purpose.Code, entry.State));
    }

    [Theory]
    [InlineData("Contact point,Channel,Purpose,Consent status\na@example.com,Email,Commercial,Opted In\n", 1, "Topic")]
    [InlineData("Contact point,Purpose,Topic,Consent status\na@example.com,Commercial,,Opted In\n", 1, "Channel")]
    [InlineData("Contact point,Channel,Topic,Consent status\na@example.com,Email,,Opted In\n", 1, "Purpose")]
    [InlineData("Contact point,Channel,Purpose,Topic\na@example.com,Email,Commercial,\n", 1, "Consent status")]
    [InlineData("Contact point,Channel,Purpose,Consent type,Topic,Consent status\na@example.com,Email,Commercial,Topic,,Opted In\n", 2, "Consent status")]
    [InlineData("Contact point,Channel,Purpose,Topic,Consent status\na@example.com,Pigeon,Commercial,,Opted In\n", 2, "Channel")]
    public async Task Dynamics_consent_that_lacks_what_it_is_about_is_refused(string text, long line, string column)
    {
        var fault = await ProfileSamples.FaultAsync("dynamics365", text, ProfileFileKind.Statuses);

        Assert.Equal((line, column), (fault.Line, fault.Column));
    }

    [Fact]
    public async Task Topic_known_by_number_alone_is_refused_for_the_whole_purpose()
    {
        const string Text = "Record ID,Email,hs_email_optout_17\n1,a@example.com,true\n";
        var named = ProfileSamples.Options with { Topics = ImmutableDictionary<string, Topic>.Empty.Add("17", new Topic("product-news")) };

        Assert.Null((await ProfileSamples.ReadAsync("hubspot", Text, ProfileFileKind.Contacts))[0].Consents[0].Topic);
        Assert.Equal("product-news", (await ProfileSamples.ReadAsync("hubspot", Text, ProfileFileKind.Contacts, named))[0].Consents[0].Topic?.Code);
    }

    [Fact]
    public async Task Two_topics_never_become_one()
    {
        var fault = await ProfileSamples.FaultAsync(
            "hubspot", "Record ID,Email,Opted out of email: News (DE),Opted out of email: News DE\n1,a@example.com,true,true\n", ProfileFileKind.Contacts);

        Assert.Equal((2L, "Opted out of email: News DE"), (fault.Line, fault.Column));
        var codes = (await ProfileSamples.ReadAsync(
            "hubspot", "Record ID,Email,Opted out of email: Größe,Opted out of email: Grüße,Opted out of email: Новости\n1,a@example.com,true,true,true\n", ProfileFileKind.Contacts))[0]
            .Consents.Select(entry => entry.Topic!.Value.Code).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(3, codes.Count);
    }

    [Fact]
    public async Task Column_that_says_who_may_be_contacted_cannot_be_ignored()
    {
        var options = ProfileSamples.Options with { IgnoredColumns = ["is_unsubscribed"] };

        var fault = await ProfileSamples.FaultAsync("sharpspring", "Email,Is Unsubscribed\na@example.com,0\n", ProfileFileKind.Contacts, options);

        Assert.Contains("IgnoredColumns", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hubspot", "Record ID,Email,Newsletter opt-out\n1,a@example.com,yes\n", "Newsletter opt-out")]
    [InlineData("keap", "Id,Email,Unsubscribed\n1,a@example.com,yes\n", "Unsubscribed")]
    [InlineData("dynamics365", "contactid,emailaddress1,Do not contact\n1,a@example.com,yes\n", "Do not contact")]
    public async Task Column_that_speaks_of_refusing_is_never_passed_over_unseen(string vendor, string text, string column)
    {
        var fault = await ProfileSamples.FaultAsync(vendor, text, ProfileFileKind.Contacts);

        Assert.Equal((1L, column), (fault.Line, fault.Column));
        Assert.Single(await ProfileSamples.ReadAsync(vendor, text, ProfileFileKind.Contacts, ProfileSamples.Options with { IgnoredColumns = [column] }));
    }

    [Theory]
    [InlineData("hubspot", "Record ID,Email,Time Zone\n1,a@example.com,Somewhere\n", "Time Zone")]
    [InlineData("hubspot", "Record ID,Email,Preferred language\n1,a@example.com,Elvish\n", "Preferred language")]
    [InlineData("keap", "Id,Email,Birthday\n1,a@example.com,31/12/1980\n", "Birthday")]
    [InlineData("keap", "Id,Email,Last Updated\n1,a@example.com,2024-05-01T\n", "Last Updated")]
    [InlineData("keap", "Id,Email\n1,a@localhost\n", "Email")]
    [InlineData("keap", "Id,Email,Phone 1\n1,a@example.com,call me\n", "Phone 1")]
    [InlineData("keap", "Id,Email\n,a@example.com\n", "Id")]
    [InlineData("keap", "Id,Email,First Name\n1,a@example.com,\"A\nBcc: x\"\n", "First Name")]
    [InlineData("keap", "Id,Id,Email\n1,2,a@example.com\n", "Id")]
    public async Task Unreadable_field_of_a_person_names_its_column_and_never_an_address(string vendor, string text, string column)
    {
        var fault = await ProfileSamples.FaultAsync(vendor, text, ProfileFileKind.Contacts);

        Assert.Equal(column, fault.Column);
        Assert.DoesNotContain("example.com", fault.Message.Replace("name@example.com", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("localhost", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unreadable_address_is_passed_over_when_asked_and_counted()
    {
        var options = ProfileSamples.Options with { PassOverUnreadableAddresses = true, CallingCode = null };

        var record = (await ProfileSamples.ReadAsync("keap", "Id,Email,Email Address 2,Phone 1\n1,a@example.com,nonsense,(202) 555-0111\n", ProfileFileKind.Contacts, options))[0];

        Assert.Equal((1, 2), (record.Person!.ContactPoints.Length, record.UnreadableAddresses));
    }

    [Fact]
    public async Task Contact_stated_twice_is_one_if_equal_and_a_fault_if_not()
    {
        var records = await ProfileSamples.ReadAsync("keap", "Id,Email\n1,a@example.com\n1,a@example.com\n", ProfileFileKind.Contacts);
        var fault = await ProfileSamples.FaultAsync("keap", "Id,Email\n1,a@example.com\n1,b@example.com\n", ProfileFileKind.Contacts);

        Assert.Equal([PassedOver.No, PassedOver.Repeated], records.Select(record => record.PassedOver));
        Assert.Equal((3L, "Id"), (fault.Line, fault.Column));
    }

    [Theory]
    [InlineData("hubspot", "customer_id,date,amount\n1,2024-01-01,4\n", ProfileFileKind.Contacts)]
    [InlineData("hubspot", "Record ID,Colour\n1,red\n", ProfileFileKind.Contacts)]
    [InlineData("hubspot", "Email,Colour\na@example.com,red\n", ProfileFileKind.Statuses)]
    [InlineData("keap", "Id,Title\n1,red\n", ProfileFileKind.Statuses)]
    [InlineData("keap", "Id,Title\n1,red\n", ProfileFileKind.Deals)]
    public async Task File_of_another_kind_is_refused_at_its_header(string vendor, string text, ProfileFileKind kind)
    {
        Assert.Equal(1, (await ProfileSamples.FaultAsync(vendor, text, kind)).Line);
    }
}
