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
            CsvExports.ReadStatements(CsvExports.Statements(statements, format), new ConsentCsvOptions { BusinessZone = CsvText.Berlin, Format = format, TrustsEvidence = true }).GetAwaiter().GetResult()
                .SequenceEqual(statements))).QuickCheckThrowOnFailure();

    [Fact]
    public void Events_that_are_exported_read_back_as_the_same_events() =>
        Prop.ForAll(StatementGenerators.Events, events => CsvExports.All.All(format =>
            CsvExports.ReadEvents(CsvExports.Events(events, format), new InteractionCsvOptions { BusinessZone = CsvText.Berlin, Format = format }).GetAwaiter().GetResult()
                .SequenceEqual(events))).QuickCheckThrowOnFailure();

    [Fact]
    public void No_field_begins_with_a_formula_except_a_number() =>
        Prop.ForAll(CustomerGenerators.Books, book =>
        {
            // Delimited by a bar that no generated text holds, so that a field is found without a reader.
            var text = CsvExports.People(book, new CsvFormat { Delimiter = '|' });
            var fields = text.Split('|', '\n').Select(field => field.TrimStart('"'));
            return fields.All(field => field.Length == 0 || !"=+@\t".Contains(field[0], StringComparison.Ordinal) || !text.Contains('|', StringComparison.Ordinal) || IsWithinQuotes(text, field))
                && fields.All(field => !field.StartsWith('-') || decimal.TryParse(field.TrimEnd('\r'), NumberStyles.Number, CultureInfo.InvariantCulture, out _) || IsWithinQuotes(text, field));
        }).QuickCheckThrowOnFailure();

    /// <summary>A line within a quoted field begins no field.</summary>
    private static bool IsWithinQuotes(string text, string field)
    {
        var at = text.IndexOf(field, StringComparison.Ordinal);
        return text.AsSpan(0, at).Count('"') % 2 == 1 && text[at - 1] == '\n';
    }

    /// <summary>What a column can tell: nobody is a relation of himself.</summary>
    private static List<Customer> Told(List<Customer> book) => book.ConvertAll(customer => customer with { Roles = [.. customer.Roles.Where(role => role.Of != customer.Id)] });
}
