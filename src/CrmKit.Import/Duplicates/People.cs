namespace CrmKit.Import;

/// <summary>All that is compared of the people, in columns. A person is a number in order of arrival; a word and a contact point are numbers too.</summary>
internal sealed class People
{
    /// <summary>Stands for a year that nobody told.</summary>
    public const short NoYear = short.MinValue;

    /// <summary>Longest part of a name that is read, in UTF-16 code units.</summary>
    public const int MaxName = 512;

    /// <summary>Most words of a name that are compared.</summary>
    public const int MaxWords = 8;

    /// <summary>Most contact points of a person that are compared, in the person's order of preference.</summary>
    public const int MaxPoints = 32;

    public required CustomerId[] Ids { get; init; }

    /// <summary>The people in ordinal order of their ids.</summary>
    public required int[] ByRank { get; init; }

    /// <summary>The place of each person in that order: who comes first in a pair does not depend on the order of arrival.</summary>
    public required int[] Ranks { get; init; }

    /// <summary>The words of the names, rarest first: word number times two, plus one where it is known to be a given name.</summary>
    public required Ragged Words { get; init; }

    public required string[] WordTexts { get; init; }

    public required int[] PeopleOfWord { get; init; }

    /// <summary>Contact points, ascending: point number times four, plus the kind.</summary>
    public required Ragged Points { get; init; }

    public required int[] PeopleOfPoint { get; init; }

    /// <summary>Month times 32 plus day; 0 where unknown.</summary>
    public required short[] Birthdays { get; init; }

    public required int[] PeopleOfBirthday { get; init; }

    public required int WithBirthday { get; init; }

    public int Count => Ids.Length;

    /// <summary>The year of birth; <see cref="NoYear"/> where unknown.</summary>
    public required short[] Years { get; init; }

    public required Dictionary<short, int> PeopleOfYear { get; init; }

    public required int WithYear { get; init; }

    /// <summary>Person, household or organisation: an entry of one kind is never one of another.</summary>
    public required PartyKind[] Kinds { get; init; }

    public static int Word(int entry) => entry >> 1;

    public static bool IsGiven(int entry) => (entry & 1) != 0;

    public static int Point(int entry) => entry >> 2;

    public static PointKind Kind(int entry) => (PointKind)(entry & 3);
}
