using CrmKit.Calendars;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import.Duplicates;

/// <summary>Small lists of people, and what is found in them.</summary>
internal static class DuplicateList
{
    // Seventy people of different words, points and birthdays: what two others share stands out among them.
    private static readonly Customer[] Strangers = [.. Enumerable.Range(0, 70).Select(i => Person($"s{i:00}", $"{Word(i, 'b')} {Word(i, 'q')}", email: $"s{i}@example.com"))];

    public static Customer Person(
        string id, string? name = null, string? email = null, string? phone = null, string? post = null, PartialDate? birthday = null, string? given = null, string? family = null) => new()
    {
        Id = id,
        Name = name,
        GivenName = given,
        FamilyName = family,
        Birthday = birthday,
        ContactPoints = [.. Points((Channel.Email, email), (Channel.Phone, phone), (Channel.Post, post))],
    };

    public static DuplicateReport FindAmongStrangers(params Customer[] people) => DuplicateFinder.Find(Strangers.Concat(people));

    /// <summary>The two people among strangers, scored whatever the score is.</summary>
    public static DuplicateCandidate Compare(Customer a, Customer b) =>
        DuplicateFinder.Find([.. Strangers, a, b], new DuplicateOptions { MinimumScore = -1000, ComparesEveryPair = true })
            .Candidates.Single(candidate => (candidate.First == a.Id && candidate.Second == b.Id) || (candidate.First == b.Id && candidate.Second == a.Id));

    public static string[] Codes(DuplicateCandidate candidate) => [.. candidate.Evidence.Select(evidence => evidence.Code)];

    public static double Weight(DuplicateCandidate candidate, string code) => candidate.Evidence.Single(evidence => evidence.Code == code).Weight;

    private static IEnumerable<ContactPointRecord> Points(params (Channel Channel, string? Address)[] addresses) =>
        addresses.Where(address => address.Address is not null).Select(address => new ContactPointRecord(ContactPoint.Parse(address.Channel, address.Address!)));

    private static string Word(int number, char first) => $"{first}{(char)('a' + (number / 10))}v{(char)('k' + (number % 10))}x{(char)('a' + (number % 7))}";
}
