using CrmKit.Calendars;
using CrmKit.Import;
using static CrmKit.Adapters.Tests.Import.Duplicates.DuplicateList;

namespace CrmKit.Adapters.Tests.Import.Duplicates;

public sealed class DuplicateFinderTests
{
    private static readonly PartialDate Born = new AnnualDate(7, 23);

    [Theory]
    [InlineData("Zoe Mueller")]
    [InlineData("Müller, Zoë")]
    [InlineData("zoë  MÜLLER")]
    [InlineData("Zoe\u0308 Mu\u0308ller")]
    [InlineData("Zo\u200Be\u00AD Mu\u0308ll\u2060er")]
    [InlineData("\u202EMüller\u202C Zoë")]
    [InlineData("\uFF3A\uFF4F\uFF45 Müller")]
    [InlineData("Zo'e / Mueller")]
    public void Name_in_another_spelling_is_the_same_name(string other)
    {
        var found = Assert.Single(FindAmongStrangers(Person("a", "Zoë Müller"), Person("b", other)).Candidates);

        Assert.Equal(("a", "b"), (found.First.Value, found.Second.Value));
        Assert.Equal([DuplicateEvidenceCodes.NameSame, DuplicateEvidenceCodes.NameSame], Codes(found).Where(code => code.StartsWith("name-", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Anna Meier", "Anna Maier")]
    [InlineData("Jonas Schmidt", "Jonas Schmitt")]
    [InlineData("Jonas Schmidt", "Jnoas Schmidt")]
    [InlineData("Katharina Vogel", "Catharina Vogel")]
    [InlineData("Anna Meier", "Anna Neier")]
    [InlineData("Anna Meier", "Anna Meie")]
    [InlineData("Meier, Anna", "Anna Meyer")]
    [InlineData("Анна Петрова", "Анна Питрова")]
    public void Slip_of_the_pen_with_the_same_birthday_is_found(string name, string other)
    {
        var found = Assert.Single(FindAmongStrangers(Person("a", name, birthday: Born), Person("b", other, birthday: Born)).Candidates);

        Assert.Contains(DuplicateEvidenceCodes.NameSimilar, Codes(found));
        Assert.Contains(DuplicateEvidenceCodes.BirthdaySame, Codes(found));
    }

    [Fact]
    public void Given_and_family_name_exchanged_are_found()
    {
        var found = Assert.Single(FindAmongStrangers(Person("a", given: "Xaver", family: "Quint"), Person("b", given: "Quint", family: "Xaver")).Candidates);

        Assert.True(found.Probability > 0.5);
    }

    [Fact]
    public void Shared_address_of_two_given_names_is_a_family_not_a_duplicate()
    {
        var anna = Person("a", "Anna Quint", "quint@example.com", "+4930123456", "Hauptstraße 5, 10115 Berlin");
        var bernd = Person("b", "Bernd Quint", "quint@example.com", "+4930123456", "10115 Berlin, Hauptstr. 5");
        var annaAgain = Person("c", "Quint Anna", "quint@example.com");

        var found = FindAmongStrangers(anna, bernd, annaAgain);

        Assert.Equal("a ~ c", Assert.Single(found.Candidates, candidate => candidate.Probability > 0.5) is var pair ? $"{pair.First} ~ {pair.Second}" : null);
        Assert.True(Compare(anna, bernd).Probability < 0.1);
        Assert.Contains(DuplicateEvidenceCodes.PostSame, Codes(Compare(anna, bernd)));
    }

    [Fact]
    public void Email_address_alone_scores_as_the_formula_does()
    {
        var report = DuplicateFinder.Find([Person("b", email: "Q@example.com"), Person("a", email: "q@Example.com")]);

        // Two people and a thousand imagined: log2(.1/1002) + log2(.5 / (.01/1002)) - log2(1 + .5/1002 x .05 / (.01/1002)).
        var found = Assert.Single(report.Candidates);
        Assert.Equal([DuplicateEvidenceCodes.PriorOdds, DuplicateEvidenceCodes.EmailSame, DuplicateEvidenceCodes.MaybeRelatives], Codes(found));
        Assert.Equal(Math.Log2(0.1 / 1002), found.Evidence[0].Weight, 1.0 / 2048);
        Assert.Equal(Math.Log2(0.5 * 1002 / 0.01), found.Evidence[1].Weight, 1.0 / 2048);
        Assert.Equal(-Math.Log2(3.5), found.Evidence[2].Weight, 1.0 / 2048);
        Assert.Equal(2, found.Evidence[1].People);
        Assert.Equal(5 / 3.5 / (1 + (5 / 3.5)), found.Probability, 1e-3);
    }

    [Theory]
    [InlineData("Martha", "Marhta", 0.961)]
    [InlineData("Dwayne", "Duane", 0.840)]
    [InlineData("Jones", "Johnson", 0.832)]
    public void Likeness_of_words_is_the_published_one(string word, string other, double published)
    {
        // Winkler, "Overview of record linkage and current research directions", US Census Bureau 2006, table 6; three decimals there.
        var found = Compare(Person("a", $"{word} Quint"), Person("b", $"{other} Quint"));

        Assert.Equal(published, found.Evidence.Single(evidence => evidence.Code == DuplicateEvidenceCodes.NameSimilar).Similarity!.Value, 5e-4);
    }

    [Fact]
    public void Initial_fits_and_further_words_say_nothing()
    {
        Assert.Contains(DuplicateEvidenceCodes.NameInitial, Codes(Compare(Person("a", "A. Quint"), Person("b", "Anna Quint"))));
        Assert.DoesNotContain(DuplicateEvidenceCodes.NameDiffers, Codes(Compare(Person("a", "Dr. Anna Maria Quint"), Person("b", "Anna Quint"))));
        Assert.Contains(DuplicateEvidenceCodes.NameDiffers, Codes(Compare(Person("a", "B. Quint"), Person("b", "Anna Quint"))));
    }

    [Fact]
    public void Letter_of_another_script_is_another_letter()
    {
        var found = Compare(Person("a", "Anna Quint"), Person("b", "\u0410nn\u0430 Quint"));

        Assert.Single(found.Evidence, evidence => evidence.Code == DuplicateEvidenceCodes.NameSame);
    }

    [Fact]
    public void Common_name_weighs_less_than_a_rare_one()
    {
        var smiths = Enumerable.Range(0, 40).Select(i => Person($"j{i:00}", $"Person{(char)('a' + (i % 26))}{i} Smith"));
        var report = DuplicateFinder.Find(
            [.. smiths, Person("a", "Ida Smith"), Person("b", "Ida Smith"), Person("c", "Ole Quint"), Person("d", "Ole Quint")], new DuplicateOptions { MinimumScore = -1000 });
        var common = report.Candidates.Single(candidate => candidate.First == "a" && candidate.Second == "b");
        var rare = report.Candidates.Single(candidate => candidate.First == "c" && candidate.Second == "d");

        Assert.True(rare.Score > common.Score);
        Assert.Equal([2, 42], common.Evidence.Where(evidence => evidence.Code == DuplicateEvidenceCodes.NameSame).Select(evidence => evidence.People!.Value).Order());
    }

    [Fact]
    public void Point_weighs_less_the_more_people_share_it()
    {
        double Weight(int people) => DuplicateList.Weight(
            DuplicateFinder.Find(Enumerable.Range(0, people).Select(i => Person($"{i}", email: "all@example.com")), new DuplicateOptions { MinimumScore = -1000 }).Candidates[0],
            DuplicateEvidenceCodes.EmailSame);

        Assert.True(Weight(2) > Weight(3));
        Assert.True(Weight(3) > Weight(10));
        Assert.True(Weight(10) > Weight(150));
        Assert.True(Weight(150) > 0);
    }

    [Fact]
    public void Birthdays_are_compared_by_day_and_by_year()
    {
        string[] Found(PartialDate a, PartialDate b) =>
            [.. Codes(Compare(Person("a", "Ole Quint", birthday: a), Person("b", "Ole Quint", birthday: b))).Where(code => code.Contains("birth", StringComparison.Ordinal))];

        Assert.Equal([DuplicateEvidenceCodes.BirthdaySame], Found(Born, Born));
        Assert.Equal([DuplicateEvidenceCodes.BirthdaySame], Found(Born, new LocalDate(1980, 7, 23)));
        Assert.Equal([DuplicateEvidenceCodes.BirthdaySame, DuplicateEvidenceCodes.BirthYearSame], Found(new LocalDate(1980, 7, 23), new LocalDate(1980, 7, 23)));
        Assert.Equal([DuplicateEvidenceCodes.BirthdaySame, DuplicateEvidenceCodes.BirthYearDiffers], Found(new LocalDate(1980, 7, 23), new LocalDate(1950, 7, 23)));
        Assert.Equal([DuplicateEvidenceCodes.BirthdaySwapped], Found(new AnnualDate(3, 4), new AnnualDate(4, 3)));
        Assert.Equal([DuplicateEvidenceCodes.BirthdayDiffers], Found(Born, new AnnualDate(2, 29)));
    }

    [Fact]
    public void Another_birthday_and_another_year_speak_against_a_duplicate()
    {
        var same = Compare(Person("a", "Ole Quint", birthday: new LocalDate(1980, 7, 23)), Person("b", "Ole Quint", birthday: new LocalDate(1980, 7, 23)));
        var differs = Compare(Person("a", "Ole Quint", birthday: new LocalDate(1980, 7, 23)), Person("b", "Ole Quint", birthday: new LocalDate(1950, 3, 1)));

        Assert.True(Weight(differs, DuplicateEvidenceCodes.BirthdayDiffers) < -4);
        Assert.True(Weight(differs, DuplicateEvidenceCodes.BirthYearDiffers) < -4);
        Assert.True(differs.Score < 0 && same.Score > 5);
    }

    [Fact]
    public void Text_number_and_call_number_are_one_number()
    {
        var texts = Person("a", "Ole Quint") with { ContactPoints = [ContactPoint.Parse(Channel.Sms, "+49 170 1234567")] };

        Assert.Contains(DuplicateEvidenceCodes.PhoneSame, Codes(Compare(texts, Person("b", "Ole Quint", phone: "+491701234567"))));
    }

    [Fact]
    public void Organisation_is_no_duplicate_of_a_person()
    {
        var person = Person("a", "Ole Quint", "quint@example.com");

        Assert.Empty(FindAmongStrangers(person, person with { Id = "b", Kind = PartyKind.Organisation }).Candidates);
        Assert.Single(FindAmongStrangers(person, person with { Id = "b" }).Candidates);
    }

    [Fact]
    public void Empty_and_lonely_lists_have_no_candidates()
    {
        Assert.Empty(DuplicateFinder.Find([]).Candidates);
        Assert.Empty(DuplicateFinder.Find([Person("a", "Ole Quint", "q@example.com")]).Candidates);
        Assert.Empty(DuplicateFinder.Find([Person("a"), Person("b"), Person("c", " ", given: "\u200B")]).Candidates);
    }

    [Fact]
    public void Best_candidates_are_kept_and_all_are_counted()
    {
        var people = Enumerable.Range(0, 60).Select(i => Person($"{i}", "Ole Quint", $"q{i / 3}@example.com")).ToArray();

        var all = DuplicateFinder.Find(people);
        var best = DuplicateFinder.Find(people, new DuplicateOptions { MaxCandidates = 7 });

        Assert.Equal(60, all.CandidatesFound);
        Assert.Equal(60, best.CandidatesFound);
        Assert.Equal(all.Candidates.Take(7), best.Candidates);
    }

    [Fact]
    public void Words_for_people_name_nobody()
    {
        var people = new[] { Person("a", "Ole Quint", "secret@example.com", "+491701234567", "Secret Street 1", Born), Person("b", "Olle Quint", "secret@example.com", "+491701234567", "secret st 1", Born) };
        var found = Assert.Single(DuplicateFinder.Find(people).Candidates);
        var text = EnglishDuplicates.Render(found) + found + string.Concat(found.Evidence);

        Assert.All(["secret", "ole", "quint", "1701234567"], personal => Assert.DoesNotContain(personal, text, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("the same e-mail address, which nobody else has (+", text, StringComparison.Ordinal);
    }
}
