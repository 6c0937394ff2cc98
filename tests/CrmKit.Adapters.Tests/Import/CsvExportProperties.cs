using CrmKit.Import;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Import;

public sealed class CsvExportProperties
{
    [Fact]
    public void People_that_are_exported_read_back_as_the_same_people() =>
        Prop.ForAll(CustomerGenerators.Books, book => CsvExports.All.All(format =>
            CsvText.Customers(CsvExports.People(Told(book), format), CsvText.CustomerOptions with { Format = format }).GetAwaiter().GetResult()
                .Select(row => row.Customer).SequenceEqual(Told(book)))).QuickCheckThrowOnFailure();

    [Fact]
    public void Statements_that_are_exported_read_back_as_the_same_statements() =>
        Prop.ForAll(StatementGenerators.Statements, statements => CsvExports.All.All(format =>
            CsvExports.ReadStatements(CsvExports.Statements(statements, format), format).GetAwaiter().GetResult()
                .SequenceEqual(statements))).QuickCheckThrowOnFailure();

    [Fact]
    public void Events_that_are_exported_read_back_as_the_same_events() =>
        Prop.ForAll(StatementGenerators.Events, events => CsvExports.All.All(format =>
            CsvExports.ReadEvents(CsvExports.Events(events, format), new TimelineCsvOptions { BusinessZone = CsvText.Berlin, Format = format }).GetAwaiter().GetResult()
                .SequenceEqual(events))).QuickCheckThrowOnFailure();

    [Fact]
    public void No_field_begins_with_a_formula_except_a_number() =>
        Prop.ForAll(CustomerGenerators.Books, book => Fields(CsvExports.People(book)).All(field =>
            field.Length == 0 || !"=+-@\t\r".Contains(field[0], StringComparison.Ordinal) || decimal.TryParse(field, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)))
            .QuickCheckThrowOnFailure();

    /// <summary>The fields of a file as RFC 4180 has them, read without the reader that is tested.</summary>
    private static List<string> Fields(string text)
    {
        var (fields, field, isQuoted) = (new List<string>(), new System.Text.StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            if (isQuoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append(text[i++]);
            }
            else if (text[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && text[i] is (',' or '\n'))
            {
                fields.Add(text[i] == '\n' ? field.ToString().TrimEnd('\r') : field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(text[i]);
            }
        }

        return fields;
    }

    /// <summary>What a column can tell: nobody is a relation of himself.</summary>
    private static List<Customer> Told(List<Customer> book) => book.ConvertAll(customer => customer with { Roles = [.. customer.Roles.Where(role => role.Of != customer.Id)] });
}
