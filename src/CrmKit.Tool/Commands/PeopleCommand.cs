using System.CommandLine;
using System.Text.Json;
using CrmKit.Storage.Sqlite;

namespace CrmKit.Tool;

/// <summary><c>crmkit people</c>.</summary>
internal static class PeopleCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var customer = new Argument<string?>("customer") { Arity = ArgumentArity.ZeroOrOne, Description = "One customer's key, to see all that is known; left out, a list." };
        var find = new Option<string?>("--find") { HelpName = "TEXT", Description = "Only people whose key, name or address contains this text." };
        var limit = new Option<int>("--limit") { HelpName = "N", DefaultValueFactory = _ => 50, Description = "Most people to list, 1 to 1,000,000." };
        var command = new Command("people", "List people, or show what is known of one: names, addresses with their status, days, roles, interests, care flags, own fields.") { customer, find, limit };
        common.AddTo(command);
        command.SetGuardedAction(common, async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(limit) is < 1 or > 1_000_000)
            {
                throw new UsageException("--limit: expected 1 to 1,000,000.");
            }

            var business = common.Business.Read(parsed, parsed.GetRequiredValue(common.Database).FullName);
            var store = await common.OpenAsync(parsed, business, toWrite: false, cancellationToken).ConfigureAwait(false);
            await using var _ = store.ConfigureAwait(false);
            if (parsed.GetValue(customer) is { } one)
            {
                var output = await ShowAsync(store, CustomerArgument.Read("customer", one), business, cancellationToken).ConfigureAwait(false);
                Print(parsed.GetValue(common.Json), output);
                return;
            }

            var list = await ListAsync(store, parsed.GetValue(find), parsed.GetValue(limit), cancellationToken).ConfigureAwait(false);
            Print(parsed.GetValue(common.Json), list);
        });
        return command;
    }

    private static async Task<PersonOutput> ShowAsync(SqliteCrmStore store, CustomerId id, BusinessSettings business, CancellationToken cancellationToken)
    {
        var person = await store.FindCustomerAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new DataFaultException($"There is no record of a customer {id} in this database.");
        var merges = await store.ReadMergesAsync(cancellationToken).ConfigureAwait(false);
        var now = store.Clock.GetCurrentInstant();
        var absorbed = merges.PersonsAt(now).Where(pair => pair.Value == person.Id).Select(pair => pair.Key.Value).Order(StringComparer.Ordinal);
        return PersonOutput.From(person, [.. absorbed], now.InZone(CustomerZone.Resolve(person, business.DateTimeZone).Zone).Date);
    }

    private static async Task<PeopleOutput> ListAsync(SqliteCrmStore store, string? text, int limit, CancellationToken cancellationToken)
    {
        var people = new List<PersonLine>();
        var count = 0;
        await foreach (var person in store.ReadCustomersAsync(cancellationToken).ConfigureAwait(false))
        {
            if (text is null || Contains(person, text))
            {
                count++;
                if (people.Count < limit)
                {
                    people.Add(PersonLine.From(person));
                }
            }
        }

        return new PeopleOutput(count, people);
    }

    private static bool Contains(Customer person, string text) =>
        person.ContactPoints.Select(point => point.Point.Address)
            .Concat([person.Id.Value, person.Name, person.GivenName, person.FamilyName])
            .Any(known => known?.Contains(text, StringComparison.CurrentCultureIgnoreCase) == true);

    private static void Print(bool json, PeopleOutput output)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(output, ToolJson.Default.PeopleOutput));
            return;
        }

        foreach (var person in output.People)
        {
            Console.WriteLine($"{person.Id,-12}  {Shown.Of(person.Name ?? "-"),-30}  {Shown.Of(string.Join(", ", person.Points))}");
        }

        Console.WriteLine(output.Count == output.People.Count ? FormattableString.Invariant($"{output.Count:N0} people.") : FormattableString.Invariant($"{output.People.Count:N0} of {output.Count:N0} people; --limit shows more."));
    }

    private static void Print(bool json, PersonOutput output)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(output, ToolJson.Default.PersonOutput));
            return;
        }

        foreach (var (name, value) in output.Lines())
        {
            Console.WriteLine($"{name,-16} {Shown.Of(value)}");
        }
    }
}
