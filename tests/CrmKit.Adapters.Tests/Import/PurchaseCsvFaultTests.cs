using System.Text;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import;

public sealed class PurchaseCsvFaultTests
{
    private const string Header = "customer_id,date,amount,key\n";

    [Theory]
    [InlineData("1,1997-02-29,4,", "date")]
    [InlineData("1,1997-13-01,4,", "date")]
    [InlineData("1,1997-1-2,4,", "date")]
    [InlineData("1, 1997-01-02,4,", "date")]
    [InlineData("1,1997-01-02T00:00:00,4,", "date")]
    [InlineData("1,19970-01-02,4,", "date")]
    [InlineData("1,,4,", "date")]
    [InlineData("1,1997-01-02,,", "amount")]
    [InlineData("1,1997-01-02,.,", "amount")]
    [InlineData("1,1997-01-02,1e3,", "amount")]
    [InlineData("1,1997-01-02,+4,", "amount")]
    [InlineData("1,1997-01-02, 4,", "amount")]
    [InlineData("1,1997-01-02,$4,", "amount")]
    [InlineData("1,1997-01-02,NaN,", "amount")]
    [InlineData("1,1997-01-02,\"1,234\",", "amount")]
    [InlineData("1,1997-01-02,\"12,50\",", "amount")]
    [InlineData("1,1997-01-02,12.50.00,", "amount")]
    [InlineData("1,1997-01-02,٤,", "amount")]
    [InlineData("1,1997-01-02,99999999999999999999999999999,", "amount")]
    [InlineData("1,1997-01-02,0.12345678901234567890123456789,", "amount")]
    [InlineData("1,1997-01-02,7922816251426433759354395033.55,", "amount")]
    [InlineData("1,1997-01-02,79228162514264337593543950335.0,", "amount")]
    [InlineData("1,1997-01-02,1000000000000000.01,", "amount")]
    [InlineData(",1997-01-02,4,", "customer_id")]
    [InlineData("\"a\nb\",1997-01-02,4,", "customer_id")]
    [InlineData("1,1997-01-02,4,\"a\tb\"", "key")]
    public async Task Unreadable_field_names_file_line_and_column(string row, string column)
    {
        var fault = await CsvText.PurchaseFault(Header + "0,1997-01-01,1,\n" + row + "\n9,1997-01-01,1,\n");

        Assert.Equal(("P.csv", 3L, column), (fault.File, fault.Line, fault.Column));
        Assert.StartsWith($"P.csv, line 3, column {column}: expected {fault.Expected}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thousands_separator_of_the_culture_is_refused()
    {
        var options = CsvText.PurchaseOptions with { Format = new CsvFormat { Delimiter = ';', Culture = CultureInfo.GetCultureInfo("de-DE") } };

        var fault = await CsvText.PurchaseFault("customer_id;date;amount\n1;1997-01-02;1.234\n", options);

        Assert.Equal("amount", fault.Column);
        Assert.Contains("1234,50", fault.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-4")]
    [InlineData("-0.01")]
    [InlineData("4-")]
    [InlineData("(4)")]
    public async Task Negative_amount_is_refused_as_a_return(string amount)
    {
        var fault = await CsvText.PurchaseFault(Header + $"1,1997-01-02,{amount},\n");

        Assert.Equal((2L, "amount"), (fault.Line, fault.Column));
        Assert.Contains("a negative amount is a return, and the map says which rows are returns", fault.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,1997-01-02,4", "4 fields as in the header line, found 3")]
    [InlineData("1,1997-01-02,4,k,5", "4 fields as in the header line, found 5")]
    [InlineData("\"1,1997-01-02,4,k", "a closing quote")]
    [InlineData("1,1997-01-02,\"4\"\",k", "a closing quote")]
    [InlineData("1\"2,1997-01-02,4,k", "the inner quote doubled")]
    [InlineData("\"1\"2,1997-01-02,4,k", "after a closing quote")]
    [InlineData("1,1997-01-02,4, \"k\"", "the inner quote doubled")]
    [InlineData("1,1997-01-02,4,k\0", "NUL")]
    public async Task Malformed_record_names_file_and_line(string row, string expected)
    {
        var fault = await CsvText.PurchaseFault(Header + "0,1997-01-01,1,\n" + row);

        Assert.Equal(("P.csv", 3L, null), (fault.File, fault.Line, fault.Column));
        Assert.Contains(expected, fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stray_quote_in_an_ignored_column_is_refused_too()
    {
        var fault = await CsvText.PurchaseFault("customer_id,date,amount,note\n1,1997-01-02,4,5\" disc\n");

        Assert.Equal(2, fault.Line);
    }

    [Fact]
    public async Task Lines_count_inside_quotes_and_for_every_kind_of_line_break()
    {
        // Line 1 header (CR LF); 2 to 5 a note with CR LF, LF and CR inside; 6 empty (LF); 7 ends with CR; 8 the fault.
        var fault = await CsvText.PurchaseFault("customer_id,date,amount,note\r\n1,1997-01-02,4,\"a\r\nb\nc\rd\"\r\n\n2,1997-01-02,4,\r3,bad,4,\n");

        Assert.Equal(8, fault.Line);
    }

    [Fact]
    public async Task Record_over_several_lines_is_named_by_its_first()
    {
        var fault = await CsvText.PurchaseFault("note,customer_id,date,amount\n\"a\n\nb\",1,bad,4\n");

        Assert.Equal(2, fault.Line);
    }

    [Fact]
    public async Task Empty_file_is_refused()
    {
        foreach (var text in new[] { string.Empty, "\r\n\n", "\uFEFF" })
        {
            var fault = await CsvText.PurchaseFault(text);

            Assert.Equal(1, fault.Line);
            Assert.Contains("header line", fault.Expected, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Missing_column_lists_those_found_and_the_option()
    {
        var fault = await CsvText.PurchaseFault("\ncustomer_id,master_id,date,cds,dollars\n1,4,1997-01-01,2,29.33\n");

        Assert.Equal((2L, "amount"), (fault.Line, fault.Column));
        Assert.Contains("customer_id, master_id, date, cds, dollars", fault.Message, StringComparison.Ordinal);
        Assert.Contains("PurchaseCsvOptions.AmountColumn", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_lists_the_first_of_very_many_columns()
    {
        var fault = await CsvText.PurchaseFault(string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"c{i}")) + "\n");

        Assert.Contains("c0, c1, ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("c49 and 99950 more", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doubled_column_is_refused_where_it_is_used_and_ignored_elsewhere()
    {
        foreach (var doubled in new[] { "Amount,AMOUNT ", "amount,amount" })
        {
            var fault = await CsvText.PurchaseFault($"customer_id,date,{doubled}\n1,1997-01-01,2,3\n");
            Assert.Equal((1L, "amount"), (fault.Line, fault.Column));
            Assert.Contains("PurchaseCsvOptions.AmountColumn", fault.Message, StringComparison.Ordinal);
        }

        Assert.Single(await CsvText.Purchases("customer_id,date,amount,x,x\n1,1997-01-01,2,3,4\n"));
    }

    [Fact]
    public async Task Column_of_the_very_name_is_read_beside_one_that_differs_in_case() =>
        Assert.Equal(3m, Assert.Single(await CsvText.Purchases("customer_id,date,Amount,amount \n1,1997-01-01,2,3\n")).Amount.Amount);

    [Fact]
    public async Task Line_of_blanks_holds_nothing_and_is_passed_over() =>
        Assert.Equal(2, (await CsvText.Purchases("customer_id,date,amount\n1,1997-01-01,2\n  \n1,1997-01-02,2\n")).Count);

    [Fact]
    public async Task Key_column_that_is_stated_must_be_there()
    {
        var fault = await CsvText.PurchaseFault("customer_id,date,amount\n", CsvText.PurchaseOptions with { KeyColumn = "invoice" });

        Assert.Equal("invoice", fault.Column);
        Assert.Contains("PurchaseCsvOptions.KeyColumn", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_without_a_header_line_does_not_show_its_first_row()
    {
        var fault = await CsvText.PurchaseFault("anna@example.com,1997-01-02,4\n");

        Assert.DoesNotContain("anna", fault.Message, StringComparison.Ordinal);
        Assert.Contains("does not look like a header line", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_delimiter_is_named_in_the_fault()
    {
        var fault = await CsvText.PurchaseFault("customer_id;date;amount\n1;1997-01-02;4\n");

        Assert.Contains("CsvFormat.Delimiter", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_with_other_content_names_both_lines()
    {
        var fault = await CsvText.PurchaseFault(Header + "1,1997-01-02,4,k1\n1,1997-01-02,4,k2\n1,1997-01-02,5,k1\n");

        Assert.Equal((4L, "key"), (fault.Line, fault.Column));
        Assert.Contains("line 2", fault.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC0, 0xAF })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { 0x4D, 0xFC, 0x6C, 0x6C })]
    public async Task Bytes_that_are_no_utf8_are_refused_in_any_column(byte[] bytes)
    {
        byte[] file = [.. "customer_id,date,amount,note\n1,1997-01-02,4,a\n2,1997-01-02,4,"u8, .. bytes, .. "\n"u8];

        var fault = await Assert.ThrowsAsync<ImportFaultException>(() => CsvText.Purchases(file));

        Assert.Equal(3, fault.Line);
        Assert.Contains("UTF-8", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Utf16_and_utf32_are_refused()
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, new UTF32Encoding(bigEndian: true, byteOrderMark: true) })
        {
            var text = encoding.GetBytes(Header + "1,1997-01-02,4,k\n");

            foreach (var file in new[] { [.. encoding.GetPreamble(), .. text], text })
            {
                var fault = await Assert.ThrowsAsync<ImportFaultException>(() => CsvText.Purchases(file));
                Assert.Equal(1, fault.Line);
            }
        }
    }

    [Fact]
    public async Task Field_is_at_most_100000_characters_long()
    {
        string File(int length) => "customer_id,date,amount,note\n1,1997-01-02,4," + new string('ü', length) + "\n";

        Assert.Single(await CsvText.Purchases(File(100_000)));
        var fault = await CsvText.PurchaseFault(File(100_001));
        Assert.Equal(2, fault.Line);
        Assert.Contains("100,000 characters", fault.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(600_000)]
    [InlineData(5_000_000)]
    public async Task Quote_left_open_in_a_large_file_is_refused_on_its_line(int rest)
    {
        var fault = await CsvText.PurchaseFault("customer_id,date,amount\n1,1997-01-02,4\n\"2,1997-01-02,4\n" + new string('x', rest));

        Assert.Equal(3, fault.Line);
    }

    [Fact]
    public void Fault_shortens_what_it_quotes_and_escapes_what_is_invisible()
    {
        var fault = new ImportFaultException("P.csv", 2, "date", "a date", $"1997\u202E\u001B[2J{new string('9', 100)}");

        Assert.Contains("found \"1997\\u202E\\u001B[2J9999", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('9', 40), fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(fault.Message, c => char.IsControl(c));
    }

    [Theory]
    [InlineData("1,zoe@secret.example,4,", "date")]
    [InlineData("1,+49301234567,4,", "date")]
    [InlineData("1,1997-01-02,zoe@secret.example,", "amount")]
    [InlineData("1,1997-01-02,0301234567x,", "amount")]
    public async Task Fault_shows_nothing_of_a_row_whose_columns_have_slipped(string row, string column)
    {
        var fault = await CsvText.PurchaseFault(Header + row + "\n");

        Assert.Equal((2L, column), (fault.Line, fault.Column));
        Assert.DoesNotContain("zoe", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("1234567", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Customer_id_stays_out_of_the_fault()
    {
        var fault = await CsvText.PurchaseFault(Header + $"{new string('s', 201)},1997-01-02,4,\n");

        Assert.DoesNotContain("sss", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_before_the_fault_are_yielded_first()
    {
        using var stream = new MemoryStream("customer_id,date,amount\n1,1997-01-02,4\n2,bad,4\n"u8.ToArray());
        await using var rows = new PurchaseCsvReader(CsvText.PurchaseOptions).Open(stream, "P.csv").GetAsyncEnumerator();

        Assert.True(await rows.MoveNextAsync());
        await Assert.ThrowsAsync<ImportFaultException>(async () => await rows.MoveNextAsync());
    }
}
