using CrmKit.Calendars;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Import.Duplicates;

/// <summary>Lists in which much is shared: few words, addresses and birthdays, with slips of the pen.</summary>
internal static class DuplicateGenerators
{
    private static readonly string[] Words =
    [
        "anna", "anne", "hanna", "ana", "bernd", "meier", "meyer", "maier", "neier", "meie", "schmidt", "schmitt", "robert", "rupert", "rubin", "ashcraft", "ashcroft",
        "tymczak", "pfister", "honeyman", "lee", "li", "a", "jan", "quint",
    ];

    private static readonly string[] Hostile =
    [
        "Zoë", "Zoe", "Müller", "Mueller", "\u05D0\u05DC", "\u202E", "\u200B", "\u0430nna", "e\u0301", "\U0001F600", "\U00020000", "'", ",", "-", "ß", "ı", "İ", "ﬁ", "１", " ", "\u00A0", "한국", "क\u093F",
    ];

    /// <summary>People whose names are one to three lower-case words, so that a test can find their keys in its own way.</summary>
    public static Arbitrary<Customer[]> PlainLists { get; } = Lists(Gen.Elements(Words).ListOf().Select(words => string.Join(' ', words.Distinct().Take(3))));

    /// <summary>People whose names are anything.</summary>
    public static Arbitrary<Customer[]> HostileLists { get; } = Lists(Gen.Elements([.. Words, .. Hostile]).ListOf().Select(string.Concat));

    private static Arbitrary<Customer[]> Lists(Gen<string> names) =>
        (from name in names
         from email in Maybe(Gen.Choose(0, 5).Select(i => $"q{i}@example.com"))
         from phone in Maybe(Gen.Choose(0, 3).Select(i => $"+49301234567{i}"))
         from post in Maybe(Gen.Choose(0, 3).Select(i => $"Street {i}"))
         from birthday in Gen.Choose(-3, 6)
         from year in Gen.Choose(1950, 1955)
         select DuplicateList.Person("x", name, email, phone, post, Birthday(birthday, year))).ListOf()
        .Select(people => people.Select((person, i) => person with { Id = $"c{i}" }).ToArray()).ToArbitrary();

    private static Gen<string?> Maybe(Gen<string> gen) => Gen.OneOf(Gen.Constant<string?>(null), gen.Select(text => (string?)text));

    private static PartialDate? Birthday(int number, int year) =>
        number < 0 ? null : number % 2 == 0 ? new AnnualDate(1 + number, 2) : new LocalDate(year, 2, 1 + number);
}
