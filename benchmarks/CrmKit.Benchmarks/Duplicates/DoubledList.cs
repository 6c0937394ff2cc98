using CrmKit.Calendars;
using CrmKit.Numerics;
using NodaTime;

namespace CrmKit.Benchmarks.Duplicates;

/// <summary>A list of invented people, one in twenty entered twice with slips of the pen and changed or missing details. Streamed; the same for the same seed.</summary>
/// <remarks>
/// The people come in households, which share a family name and a postal address, half of them a telephone number, one in twenty an e-mail address:
/// telling relatives from duplicates is what makes the search hard.
/// </remarks>
internal sealed class DoubledList(int people, ulong seed)
{
    private const int Remembered = 20_000;

    private static readonly LocalDate FirstBirthday = new(1935, 1, 1);

    private readonly NameStock _given = new(1_500, offset: 5, power: 1, seed);
    private readonly NameStock _family = new(60_000, offset: 15, power: 0.9, seed + 1);
    private readonly NameStock _streets = new(5_000, offset: 3, power: 0.8, seed + 2);

    /// <summary>Who each entry is: entries of one number are one person. Filled while the list is read.</summary>
    public int[] Persons { get; } = new int[people];

    /// <summary>How many pairs of entries are one person.</summary>
    public long TruePairs { get; private set; }

    public IEnumerable<Customer> Read()
    {
        var random = new SeededRandom(seed);
        var recent = new List<Entry>();
        var entries = new int[people];
        var household = Household.New(this, random);
        for (var i = 0; i < people; i++)
        {
            Entry entry;
            if (recent.Count > 100 && random.NextUniform() < 0.05)
            {
                entry = EnteredAgain(recent[random.NextBelow(recent.Count)], random);
            }
            else
            {
                household = random.NextUniform() < 0.5 ? household : Household.New(this, random);
                entry = New(i, household, random);
            }

            Persons[i] = entry.Person;
            TruePairs += entries[entry.Person]++;
            Remember(recent, entry, random);
            yield return entry.ToCustomer(i);
        }
    }

    private static void Remember(List<Entry> recent, Entry entry, SeededRandom random)
    {
        if (recent.Count < Remembered)
        {
            recent.Add(entry);
        }
        else
        {
            recent[random.NextBelow(Remembered)] = entry;
        }
    }

    private Entry New(int number, Household household, SeededRandom random)
    {
        var given = _given.Draw(random);
        var birthday = FirstBirthday.PlusDays(random.NextBelow(365 * 70));
        return new Entry
        {
            Person = number,
            Given = given,
            Family = household.Family,
            IsSplit = random.NextUniform() < 0.5,
            Email = Maybe(0.7, random) ? household.Email ?? Address(given, household.Family, random) : null,
            Phone = Maybe(0.5, random) ? household.Phone ?? Number(random) : null,
            Post = Maybe(0.5, random) ? household.Post : null,
            Birthday = !Maybe(0.6, random) ? null : Maybe(0.6, random) ? birthday : new AnnualDate(birthday.Month, birthday.Day),
        };
    }

    private Entry EnteredAgain(Entry entry, SeededRandom random)
    {
        var again = entry with
        {
            IsSplit = Maybe(0.5, random),
            Email = Changed(entry.Email, 0.5, 0.25, () => Address(entry.Given, entry.Family, random), random),
            Phone = Changed(entry.Phone, 0.5, 0.25, () => Number(random), random),
            Post = Changed(entry.Post, 0.6, 0.2, () => Place(random), random),
            Birthday = entry.Birthday is null || Maybe(0.25, random) ? null : Maybe(0.93, random) ? entry.Birthday : new AnnualDate(1 + random.NextBelow(12), 1 + random.NextBelow(28)),
        };
        return random.NextUniform() switch
        {
            < 0.2 => again with { Family = Slip(entry.Family, random) },
            < 0.3 => again with { Given = Slip(entry.Given, random) },
            < 0.33 => again with { Given = Slip(entry.Given, random), Family = Slip(entry.Family, random) },
            < 0.43 => again with { IsFamilyFirst = true },
            < 0.48 => again with { Given = entry.Given[..1], IsSplit = false },
            < 0.51 => again with { Family = _family.Draw(random) },
            _ => again,
        };
    }

    private static T? Changed<T>(T? value, double same, double other, Func<T> draw, SeededRandom random)
        where T : class
    {
        var u = random.NextUniform();
        return value is null || u >= same + other ? null : u < same ? value : draw();
    }

    private static bool Maybe(double share, SeededRandom random) => random.NextUniform() < share;

    /// <summary>One letter wrong, missing, twice, or two exchanged.</summary>
    private static string Slip(string word, SeededRandom random)
    {
        var at = random.NextBelow(word.Length);
        var letter = (char)('a' + random.NextBelow(26));
        return random.NextBelow(4) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, letter.ToString()),
            2 => string.Concat(word.AsSpan(0, at), letter.ToString(), word.AsSpan(at + 1)),
            _ when at + 1 < word.Length => string.Concat(word.AsSpan(0, at), word.AsSpan(at + 1, 1), word.AsSpan(at, 1), word.AsSpan(at + 2)),
            _ => word.Remove(at, 1),
        };
    }

    private static string Address(string given, string family, SeededRandom random) => $"{given}.{family}{random.NextBelow(1_000_000)}@example.com".ToLowerInvariant();

    private static string Number(SeededRandom random) => $"+49{1_500_000_000 + random.NextBelow(400_000_000)}";

    private string Place(SeededRandom random) => $"{_streets.Draw(random)}straße {1 + random.NextBelow(150)}, {10_000 + (10 * random.NextBelow(5_000))} {_streets.Draw(random)}stadt";

    private sealed record Household(string Family, string Post, string? Phone, string? Email)
    {
        public static Household New(DoubledList list, SeededRandom random)
        {
            var family = list._family.Draw(random);
            return new(family, list.Place(random), Maybe(0.5, random) ? Number(random) : null, Maybe(0.05, random) ? Address("familie", family, random) : null);
        }
    }

    private sealed record Entry
    {
        public required int Person { get; init; }

        public required string Given { get; init; }

        public required string Family { get; init; }

        public bool IsSplit { get; init; }

        public bool IsFamilyFirst { get; init; }

        public string? Email { get; init; }

        public string? Phone { get; init; }

        public string? Post { get; init; }

        public PartialDate? Birthday { get; init; }

        public Customer ToCustomer(int number) => new()
        {
            Id = number,
            Name = IsFamilyFirst ? $"{Family}, {Given}" : $"{Given} {Family}",
            GivenName = IsSplit ? Given : null,
            FamilyName = IsSplit ? Family : null,
            Birthday = Birthday,
            ContactPoints = [.. Points()],
        };

        private IEnumerable<ContactPointRecord> Points()
        {
            if (Email is not null)
            {
                yield return ContactPoint.Parse(Channel.Email, Email);
            }

            if (Phone is not null)
            {
                yield return ContactPoint.Parse(Channel.Phone, Phone);
            }

            if (Post is not null)
            {
                yield return ContactPoint.Parse(Channel.Post, Post);
            }
        }
    }
}
