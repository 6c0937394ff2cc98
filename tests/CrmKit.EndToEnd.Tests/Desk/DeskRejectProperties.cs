using CrmKit.Desk;
using CrmKit.Storage;
using CrmKit.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.EndToEnd.Tests.Desk;

/// <summary>Setting rows aside makes nobody contactable whom reading their refusals would not.</summary>
public sealed class DeskRejectProperties
{
    private const string Customers = "customer_id,email,birthday,objection,consent_marketing,consent_date,consent_source";
    private const string Consents = "customer_id,channel,address,purpose,state,date,source";

    // Defects that leave person, address, statement and day as they are, as far as the rows can be split.
    private static readonly string[] Legible = ["", "", "birthday", "source", "purpose", "quote", "bytes"];

    private static readonly string[] All = [.. Legible, "date", "no date", "no id", "id", "address", "state", "fields"];

    private static readonly string[] Addresses = ["a@example.com", "b@example.com", "c@example.com", "d@example.com", "e@example.com"];

    [Fact]
    public void Nobody_is_contactable_whom_the_refusals_of_bad_rows_forbid() => Prop.ForAll(Files(All), rows => Holds(rows, [])).QuickCheckThrowOnFailure();

    [Fact]
    public void Nobody_stays_contactable_whom_the_refusals_of_bad_rows_forbid() =>
        Prop.ForAll(Files(Legible), Files([""]), (rows, before) => Holds(rows, before)).QuickCheckThrowOnFailure();

    private static Arbitrary<List<Row>> Files(string[] defects)
    {
        var rows =
            from inCustomers in Gen.Elements(true, false)
            from id in Gen.Choose(1, 4)
            from address in Gen.Elements(Addresses)
            from spelling in Gen.Choose(0, 2)
            from state in Gen.Elements("opt-in", "opt-in", "opt-out", "objection")
            from day in Gen.Choose(1, 28)
            from defect in Gen.Elements(defects)
            select new Row(inCustomers, id, address, spelling, state, day, defect);
        return rows.ListOf().Select(list => list.ToList()).ToArbitrary();
    }

    private static bool Holds(List<Row> rows, List<Row> before)
    {
        var asWritten = OpenAsync(rows, before).GetAwaiter().GetResult();

        // What is in order, and every refusal of a bad row as it was meant, each by itself, so that no two rows are in conflict.
        var meant = rows.Where(row => row.Defect.Length == 0 || row.State != "opt-in").Select(row => row with { InCustomers = false, Defect = string.Empty }).ToList();
        var asMeant = OpenAsync(meant, [.. before.Select(row => row with { InCustomers = false })]).GetAwaiter().GetResult();
        return asWritten.IsSubsetOf(asMeant);
    }

    private static async Task<SortedSet<string>> OpenAsync(List<Row> rows, List<Row> before)
    {
        using var folder = new TemporaryFolder();
        var clock = new ManualClock(Instant.FromUtc(2025, 6, 2, 10, 0));
        await using var store = new InMemoryCrmStore(clock, new RotatingKeyRing());
        var desk = new CrmDesk(store, DeskShop.OptionsIn(folder));
        foreach (var file in new[] { before, rows })
        {
            await desk.ImportAsync(new ImportRequest
            {
                CustomersFile = Write(folder["c.csv"], Customers, file.Where(row => row.InCustomers)),
                ConsentsFile = Write(folder["s.csv"], Consents, file.Where(row => !row.InCustomers)),
                RejectsFile = folder["r.csv"],
                ReplacesRejectsFiles = true,
            });
            clock.Advance(Duration.FromHours(1));
        }

        // Everybody gets every address, so that what was said is compared and not who has which.
        await store.CommitAsync(new ChangeSet
        {
            Customers = [.. Enumerable.Range(1, 4).Select(id => new Customer { Id = id.ToString(CultureInfo.InvariantCulture), ContactPoints = [.. Addresses.Select(address => new ContactPointRecord(ContactPoint.Parse(Channel.Email, address)))] })],
        });
        return await Contactable.InAsync(store);
    }

    // Latin-1, so that a byte that is no UTF-8 can be written.
    private static string Write(string path, string header, IEnumerable<Row> rows)
    {
        File.WriteAllText(path, string.Concat(rows.Select(row => row.Text).Prepend(header).Select(line => line + "\n")), System.Text.Encoding.Latin1);
        return path;
    }

    /// <summary>One statement in a row of either file.</summary>
    private sealed record Row(bool InCustomers, int Id, string Address, int Spelling, string State, int Day, string Defect)
    {
        public string Text
        {
            get
            {
                var id = Defect switch { "no id" => string.Empty, "id" => FormattableString.Invariant($"\"{Id}\t\""), _ => Id.ToString(CultureInfo.InvariantCulture) };
                var address = Spelling switch { 0 => Address, 1 => Address.ToUpperInvariant(), _ => " " + Address };
                address = Defect == "address" ? address.Replace('@', '#') : address;
                var state = Defect == "state" ? State + " (?)" : State;
                var date = Defect switch { "date" => "soon", "no date" => string.Empty, _ => FormattableString.Invariant($"2025-05-{Day:00}") };
                var source = Defect switch { "source" or "birthday" when Defect == "source" || !InCustomers => new string('x', 300), "fields" => "form,more", "quote" => "the \"form", "bytes" => "\u00FF", _ => "form" };
                var birthday = Defect is "birthday" or "purpose" ? "soon" : string.Empty;
                var (objection, consent) = State == "objection" ? (Defect == "state" ? "yes (?)" : "yes", string.Empty) : (string.Empty, state);
                return InCustomers
                    ? $"{id},{address},{birthday},{objection},{consent},{date},{source}"
                    : $"{id},email,{address},{(Defect == "purpose" ? "Marketing!" : "marketing")},{state},{date},{source}";
            }
        }
    }
}
