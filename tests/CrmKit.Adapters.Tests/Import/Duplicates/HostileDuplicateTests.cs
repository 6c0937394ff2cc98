using System.Diagnostics;
using CrmKit.Import;
using static CrmKit.Adapters.Tests.Import.Duplicates.DuplicateList;

namespace CrmKit.Adapters.Tests.Import.Duplicates;

public sealed class HostileDuplicateTests
{
    [Fact]
    public void Placeholder_address_of_a_hundred_thousand_people_is_counted_not_compared()
    {
        const int People = 100_000;
        var report = DuplicateFinder.Find(Enumerable.Range(0, People).Select(i => Person($"{i:00000}", $"{Letters(i, 'b')} {Letters(i * 7919 % People, 'k')}", "noreply@example.com")));

        var email = Assert.Single(report.LargeBlocks, blocks => blocks.Kind == "email");
        Assert.Equal((1, People, People), (email.Blocks, email.People, email.Largest));
        Assert.Equal((long)People * (People - 1) / 2, email.PairsLeftOut);
        Assert.Equal(People, report.PeopleNotComparedInFull);
        Assert.True(report.PairsCompared < 20L * People, $"{report.PairsCompared} pairs");
    }

    [Fact]
    public void Placeholder_address_still_brings_equal_names_and_birthdays_together()
    {
        var many = Enumerable.Range(0, 500).Select(i => Person($"s{i:000}", $"{Letters(i, 'b')} {Letters(i, 'k')}", "noreply@example.com"));
        var report = DuplicateFinder.Find([.. many, Person("a", "Ole", "noreply@example.com"), Person("b", "OLE", "noreply@example.com")], new DuplicateOptions { MinimumScore = -1000 });

        var found = Assert.Single(report.Candidates, candidate => candidate.First == "a" && candidate.Second == "b");
        Assert.Equal(502, found.Evidence.Single(evidence => evidence.Code == DuplicateEvidenceCodes.EmailSame).People);
        Assert.Equal((502L * 501 / 2) - 1, report.LargeBlocks.Single(blocks => blocks.Kind == "email").PairsLeftOut);
    }

    [Fact]
    public void Ten_thousand_of_one_name_are_left_out_and_two_with_one_address_are_found()
    {
        var smiths = Enumerable.Range(0, 10_000).Select(i => Person($"s{i:0000}", "John Smith"));
        var report = DuplicateFinder.Find([.. smiths, Person("a", "John Smith", "js@example.com"), Person("b", "Jon Smith", "js@example.com")]);

        var found = Assert.Single(report.Candidates);
        Assert.Equal(("a", "b"), (found.First.Value, found.Second.Value));
        Assert.Equal(10_002, report.PeopleNotComparedInFull);
        Assert.True(report.PairsCompared < 100);
        Assert.True(report.PairsLeftOut >= 10_000L * 9_999 / 2);
    }

    [Fact]
    public void Everybody_equal_costs_bounded_work()
    {
        var report = DuplicateFinder.Find(Enumerable.Range(0, 30_000).Select(i => Person($"{i}", "Ole Quint", "q@example.com", "+491701234567", "Street 1", new AnnualDate(1, 1))));

        Assert.Equal(0, report.PairsCompared);
        Assert.Equal(30_000, report.PeopleNotComparedInFull);
        Assert.Equal(["email", "phone", "post", "name", "birthday"], report.LargeBlocks.Select(blocks => blocks.Kind));
    }

    [Fact]
    public void Blocks_just_small_enough_are_compared_in_full()
    {
        DuplicateReport Report(int people) => DuplicateFinder.Find(
            Enumerable.Range(0, people).Select(i => Person($"{i}", email: "q@example.com")), new DuplicateOptions { MaxBlockSize = 50 });

        Assert.Equal((50L * 49 / 2, 0, 0L), (Report(50).PairsCompared, Report(50).PeopleNotComparedInFull, Report(50).PairsLeftOut));
        Assert.Equal((0L, 51, 51L * 50 / 2), (Report(51).PairsCompared, Report(51).PeopleNotComparedInFull, Report(51).PairsLeftOut));
    }

    [Fact]
    public void Names_of_ten_thousand_characters_are_read_in_part()
    {
        // Read whole, the likeness of such words would take minutes; the bound is wide because machines are slow at times.
        var watch = Stopwatch.StartNew();
        string[] shapes = ["a", "ab ", "\u05D0\u05D1", "e\u0301", "\uFDFA", "\u200B", "\U0001F600", "\U00020000", "ﬃ", "한"];
        var people = Enumerable.Range(0, 500).Select(i => Person($"{i}", string.Concat(Enumerable.Repeat(shapes[i % shapes.Length], 10_000)) + i, given: new string((char)('a' + (i % 26)), 10_000)));
        var report = DuplicateFinder.Find(people, new DuplicateOptions { MinimumScore = -1000 });

        Assert.Equal(500, report.People);
        Assert.All(report.Candidates, candidate => Assert.True(double.IsFinite(candidate.Score)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Person_of_thousands_of_points_is_compared_by_the_first_of_them()
    {
        Customer Rich(string id) => Person(id) with
        {
            ContactPoints = [.. Enumerable.Range(0, 5_000).Select(i => new ContactPointRecord(ContactPoint.Parse(Channel.Email, $"q{i}@example.com")))],
        };

        Assert.Equal(1, DuplicateFinder.Find([Rich("a"), Rich("b")]).PairsCompared);
    }

    [Fact]
    public void Symbols_and_a_surrogate_pair_where_reading_ends_do_no_harm()
    {
        // 512 code units are read: the last of them is the first half of a letter beyond the basic plane.
        var cut = string.Concat(Enumerable.Repeat("Ole Quint ", 51)) + "O\U00020000";
        var report = DuplicateFinder.Find(
            [Person("a", cut), Person("b", "\uFFFD"), Person("c", "\U0001F600\U0001F601"), Person("d", "Ole Quint"), Person("e", post: "\U0001F600"), Person("f", post: "\U0001F601")]);

        Assert.Equal(6, report.People);
        Assert.Equal(("a", "d"), Assert.Single(report.Candidates) is var found ? (found.First.Value, found.Second.Value) : default);
    }

    private static string Letters(int number, char first)
    {
        var letters = new char[6];
        letters[0] = first;
        for (var i = 1; i < letters.Length; i++)
        {
            letters[i] = (char)('a' + (number % 10) + (i == 3 ? 10 : 0));
            number /= 10;
        }

        return new string(letters);
    }
}
