using System.Runtime.InteropServices;

namespace CrmKit.Import;

/// <summary>Reads people into columns, once. Of a <see cref="Customer"/> only the id and the folded words of its names are kept. Not thread-safe.</summary>
internal sealed class PeopleReader
{
    private const int PollEvery = 4096;
    private const int MaxPostWords = 64;
    private const int PointKinds = 4;

    private readonly List<CustomerId> _ids = [];
    private readonly WordTable _words = new();
    private readonly WordTable[] _points = [new(), new(), new(), new()];
    private readonly RaggedBuilder _personWords = new();
    private readonly RaggedBuilder _personPoints = new();
    private readonly List<short> _birthdays = [];
    private readonly List<short> _years = [];
    private readonly Dictionary<short, int> _peopleOfYear = [];
    private readonly List<PartyKind> _kinds = [];
    private readonly int[] _peopleOfBirthday = new int[13 * 32];
    private readonly FoldedWords _name = new(People.MaxName, People.MaxWords, JaroWinkler.MaxLength);
    private readonly FoldedWords _post = new(1000, MaxPostWords, 1000);
    private readonly List<int> _entries = [];

    public static People Read(IEnumerable<Customer> people, CancellationToken cancellationToken)
    {
        var reader = new PeopleReader();
        foreach (var customer in people)
        {
            if (reader._ids.Count % PollEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            reader.Add(customer ?? throw new ArgumentException("One of the people is null.", nameof(people)));
        }

        return reader.Build();
    }

    private void Add(Customer customer)
    {
        _ = customer.Id.Value;
        _ids.Add(customer.Id);
        AddWords(customer);
        AddPoints(customer);
        var (birthday, year) = Birthday(customer);
        _birthdays.Add(birthday);
        _peopleOfBirthday[birthday]++;
        _years.Add(year);
        _peopleOfYear[year] = _peopleOfYear.GetValueOrDefault(year) + 1;
        _kinds.Add(customer.Kind);
    }

    // The one place that knows how a customer holds a birthday.
    private static (short Day, short Year) Birthday(Customer customer) =>
        customer.Birthday is { Day: var day, Year: var year } ? ((short)((day.Month * 32) + day.Day), (short)(year ?? People.NoYear)) : ((short)0, People.NoYear);

    // The one place that knows how a customer holds contact points.
    private static IEnumerable<ContactPoint> PointsOf(Customer customer) => customer.ContactPoints.Select(record => record.Point);

    private void AddWords(Customer customer)
    {
        _entries.Clear();
        AddWords(customer.FamilyName, isGiven: false);
        var familyNameIsKnown = _entries.Count > 0;
        AddWords(customer.GivenName, isGiven: true);
        AddWords(customer.Name, isGiven: familyNameIsKnown);

        foreach (var entry in _entries)
        {
            _words.Count(People.Word(entry));
        }

        _personWords.Add(CollectionsMarshal.AsSpan(_entries));
    }

    /// <summary>A word that was added before keeps what was known of it then: the family name comes first.</summary>
    private void AddWords(string? name, bool isGiven)
    {
        _name.Read(name ?? string.Empty);
        for (var i = 0; i < _name.Count && _entries.Count < People.MaxWords; i++)
        {
            var word = _words.NumberOf(_name[i]);
            if (!_entries.Exists(known => People.Word(known) == word))
            {
                _entries.Add((word * 2) + (isGiven ? 1 : 0));
            }
        }
    }

    private void AddPoints(Customer customer)
    {
        _entries.Clear();
        foreach (var point in PointsOf(customer))
        {
            var kind = KindOf(point.Channel);
            var number = _points[(int)kind].NumberOf(kind == PointKind.Post ? FoldedPost(point.Address) : point.FoldedAddress);

            // Points of different kinds interleave, so that one column of counts serves all.
            var entry = (number * PointKinds * PointKinds) + ((int)kind * PointKinds) + (int)kind;
            if (!_entries.Contains(entry))
            {
                _entries.Add(entry);
                _points[(int)kind].Count(number);
                if (_entries.Count == People.MaxPoints)
                {
                    break;
                }
            }
        }

        _entries.Sort();
        _personPoints.Add(CollectionsMarshal.AsSpan(_entries));
    }

    private static PointKind KindOf(Channel channel) => channel switch
    {
        Channel.Email => PointKind.Email,
        Channel.Post => PointKind.Post,
        Channel.Messenger => PointKind.Messenger,
        _ => PointKind.Phone,
    };

    /// <summary>The words of an address in ordinal order, since the street stands before the town here and after it there.</summary>
    private string FoldedPost(string address)
    {
        _post.Read(address);
        var words = new string[_post.Count];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = Abbreviated(_post[i].ToString());
        }

        Array.Sort(words, StringComparer.Ordinal);

        // An address of symbols alone has no words; it equals itself only.
        return words.Length == 0 ? address : string.Join(' ', words);
    }

    private static string Abbreviated(string word) => word switch
    {
        "street" => "st",
        "avenue" => "ave",
        "road" => "rd",
        _ when word.EndsWith("strasse", StringComparison.Ordinal) => word[..^4],
        _ => word,
    };

    private People Build()
    {
        var ids = _ids.ToArray();
        var byRank = ByRank(ids);
        var ranks = new int[ids.Length];
        for (var rank = 0; rank < byRank.Length; rank++)
        {
            ranks[byRank[rank]] = rank;
        }

        var people = new People
        {
            Ids = ids,
            ByRank = byRank,
            Ranks = ranks,
            Words = _personWords.Build(),
            WordTexts = _words.Texts(),
            PeopleOfWord = _words.People(),
            Points = _personPoints.Build(),
            PeopleOfPoint = PeopleOfPoints(),
            Birthdays = [.. _birthdays],
            PeopleOfBirthday = _peopleOfBirthday,
            WithBirthday = ids.Length - _peopleOfBirthday[0],
            Years = [.. _years],
            PeopleOfYear = _peopleOfYear,
            WithYear = ids.Length - _peopleOfYear.GetValueOrDefault(People.NoYear),
            Kinds = [.. _kinds],
        };
        SortWords(people);
        return people;
    }

    private static int[] ByRank(CustomerId[] people)
    {
        var keys = Array.ConvertAll(people, id => id.Value);
        var byRank = new int[people.Length];
        for (var i = 0; i < byRank.Length; i++)
        {
            byRank[i] = i;
        }

        Array.Sort(keys, byRank, StringComparer.Ordinal);
        for (var i = 1; i < keys.Length; i++)
        {
            if (string.Equals(keys[i - 1], keys[i], StringComparison.Ordinal))
            {
                // The id itself stays out: a key may be an e-mail address.
                throw new ArgumentException("Two of the people have the same id; each must have its own.", nameof(people));
            }
        }

        return byRank;
    }

    private int[] PeopleOfPoints()
    {
        var counts = Array.ConvertAll(_points, table => table.People());
        var all = new int[PointKinds * counts.Max(column => column.Length)];
        for (var kind = 0; kind < counts.Length; kind++)
        {
            for (var number = 0; number < counts[kind].Length; number++)
            {
                all[(number * PointKinds) + kind] = counts[kind][number];
            }
        }

        return all;
    }

    /// <summary>Rarest first, ties in ordinal order: a person's words stand in the same order whatever the order of arrival.</summary>
    private static void SortWords(People people)
    {
        var byRarity = Comparer<int>.Create((a, b) =>
        {
            var byCount = people.PeopleOfWord[People.Word(a)].CompareTo(people.PeopleOfWord[People.Word(b)]);
            return byCount != 0 ? byCount : string.CompareOrdinal(people.WordTexts[People.Word(a)], people.WordTexts[People.Word(b)]);
        });
        for (var person = 0; person < people.Count; person++)
        {
            people.Words[person].Sort(byRarity);
        }
    }
}
