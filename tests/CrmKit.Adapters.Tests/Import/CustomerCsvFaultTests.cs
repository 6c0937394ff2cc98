namespace CrmKit.Adapters.Tests.Import;

public sealed class CustomerCsvFaultTests
{
    [Theory]
    [InlineData("email", "secret.example.com")]
    [InlineData("email", "secret@localhost")]
    [InlineData("phone", "030 1234567secret")]
    [InlineData("phone", "0301234567")]
    [InlineData("zone", "Secret/Zone")]
    [InlineData("zone", "CEST")]
    [InlineData("language", "secret language")]
    [InlineData("language", "q")]
    [InlineData("language", "de_DE")]
    [InlineData("language", "de-")]
    [InlineData("birthday", "02-30")]
    [InlineData("birthday", "--02-30")]
    [InlineData("birthday", "1979-02-29")]
    [InlineData("birthday", "--2-3")]
    [InlineData("birthday", "31.12.1980")]
    [InlineData("name", "\"secret\nBcc: x\"")]
    [InlineData("given_name", "secret\tx")]
    [InlineData("preferred_channel", "email")]
    [InlineData("preferred_channel", "secret")]
    public async Task Unreadable_field_names_file_line_and_column_and_never_the_value(string column, string value)
    {
        var fault = await CsvText.CustomerFault($"customer_id,{column}\n1,\n2,{value}\n");

        Assert.Equal(("in/C.csv", 3L, column), (fault.File, fault.Line, fault.Column));
        Assert.StartsWith($"in/C.csv, line 3, column {column}: expected ", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith($"expected {fault.Expected}.", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("yes,2001-07-04,", "consent_marketing")]
    [InlineData("Opt-In,2001-07-04,", "consent_marketing")]
    [InlineData(" opt-in,2001-07-04,", "consent_marketing")]
    [InlineData("optin,2001-07-04,", "consent_marketing")]
    [InlineData("opt-in,,", "consent_date")]
    [InlineData("opt-in,04.07.2001,", "consent_date")]
    [InlineData(",2001-02-30,", "consent_date")]
    [InlineData("opt-in,2001-07-04,\"a\nb\"", "consent_source")]
    public async Task Unreadable_consent_names_its_column(string consent, string column)
    {
        var fault = await CsvText.CustomerFault($"customer_id,email,consent_marketing,consent_date,consent_source\n1,anna@example.com,{consent}\n");

        Assert.Equal((2L, column), (fault.Line, fault.Column));
    }

    [Fact]
    public async Task Consent_without_a_date_column_is_refused()
    {
        var fault = await CsvText.CustomerFault("customer_id,email,consent_marketing\n1,anna@example.com,opt-out\n");

        Assert.Equal((2L, "consent_date"), (fault.Line, fault.Column));
    }

    [Fact]
    public async Task Consent_about_no_address_is_refused_lest_a_refusal_be_lost()
    {
        var fault = await CsvText.CustomerFault("customer_id,email,consent_marketing,consent_date\n1,,opt-out,2001-07-04\n");

        Assert.Equal((2L, "consent_marketing"), (fault.Line, fault.Column));
    }

    [Theory]
    [InlineData("consent_,consent_date")]
    [InlineData("consent_größe,consent_date")]
    [InlineData("consent_marketing,CONSENT_MARKETING")]
    [InlineData("consent_a_b,consent_a-b")]
    public async Task Consent_column_without_one_purpose_of_its_own_is_refused(string columns)
    {
        var fault = await CsvText.CustomerFault($"customer_id,{columns}\n1,,\n");

        Assert.Equal(1, fault.Line);
        Assert.StartsWith("consent_", fault.Column, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Id_with_other_content_names_both_lines()
    {
        var fault = await CsvText.CustomerFault("customer_id,name\n1,Anna\n2,Ben\n1,Anne\n");

        Assert.Equal((4L, "customer_id"), (fault.Line, fault.Column));
        Assert.Contains("line 2", fault.Expected, StringComparison.Ordinal);
        Assert.DoesNotContain("Ann", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Id_with_another_consent_is_other_content()
    {
        const string Header = "customer_id,email,consent_marketing,consent_date\n";

        var fault = await CsvText.CustomerFault(Header + "1,anna@example.com,opt-in,2001-07-04\n1,anna@example.com,opt-out,2001-07-04\n");

        Assert.Equal((3L, "customer_id"), (fault.Line, fault.Column));
    }

    [Fact]
    public async Task Missing_id_column_and_missing_stated_column_name_their_options()
    {
        var noId = await CsvText.CustomerFault("id,name\n1,Anna\n");
        Assert.Equal((1L, "customer_id"), (noId.Line, noId.Column));
        Assert.Contains("the file has id, name; CustomerCsvOptions.CustomerColumn names another", noId.Expected, StringComparison.Ordinal);

        var noMail = await CsvText.CustomerFault("customer_id,email\n1,\n", CsvText.CustomerOptions with { EmailColumn = "mail" });
        Assert.Equal("mail", noMail.Column);
        Assert.Contains("CustomerCsvOptions.EmailColumn", noMail.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Malformed_file_names_its_line()
    {
        Assert.Equal(1, (await CsvText.CustomerFault(string.Empty)).Line);
        Assert.Equal(2, (await CsvText.CustomerFault("customer_id,name\n1\n")).Line);
        Assert.Equal(3, (await CsvText.CustomerFault("customer_id,name\n1,\n2,\"Anna\n")).Line);
        Assert.Empty(await CsvText.Customers("customer_id,name\n"));
    }
}
