namespace CrmKit.Import;

/// <summary>Compares two people and weighs what it finds. Not thread-safe: each worker has its own.</summary>
internal sealed partial class PairScorer
{
    // Prior odds, eight words at most, four kinds of points, day and year of birth, relatives.
    private const int MaxTerms = 1 + People.MaxWords + PointKinds + 2 + 1;

    // Whole multiples of 1/1024 bit add up exactly in any order, as long as they stay below 2^42.
    private const double Grain = 1024;

    private const int PointKinds = 4;

    private readonly People _people;
    private readonly WordLikeness _likeness;
    private readonly Term[] _terms = new Term[MaxTerms];
    private readonly double _population;
    private readonly double _prior;
    private readonly double _relativesPrior;
    private readonly double _minimumScore;
    private int _count;
    private double _score;
    private double _relatives;

    public PairScorer(People people, DuplicateOptions options)
    {
        _people = people;
        _likeness = new WordLikeness(people.WordTexts);
        _population = people.Count + Likelihoods.ImaginedPeople;
        _prior = Math.Log2(options.ExpectedDuplicates / _population);
        _relativesPrior = Math.Log2(Likelihoods.RelativesPerPerson / _population);
        _minimumScore = options.MinimumScore;
    }

    /// <summary>The terms of the pair compared last.</summary>
    public ReadOnlySpan<Term> Terms => _terms.AsSpan(0, _count);

    /// <summary>The score of a pair; below the minimum it may be too high, but never reaches the minimum.</summary>
    public double Score(int a, int b)
    {
        // What is found must not depend on who arrived first.
        if (_people.Ranks[a] > _people.Ranks[b])
        {
            (a, b) = (b, a);
        }

        (_count, _score, _relatives) = (0, 0, _relativesPrior);
        Add(DuplicateEvidenceCodes.PriorOdds, _prior);
        CompareNames(_people.Words[a], _people.Words[b]);
        ComparePoints(_people.Points[a], _people.Points[b]);
        CompareBirthdays(_people.Birthdays[a], _people.Birthdays[b]);
        CompareYears(a, b);
        if (_score >= _minimumScore)
        {
            // log2(1 + 2^x) without overflow for great x.
            var weight = -(Math.Max(_relatives, 0) + Math.Log2(1 + double.Exp2(-Math.Abs(_relatives))));
            if (Rounded(weight) < 0)
            {
                Add(DuplicateEvidenceCodes.MaybeRelatives, weight);
            }
        }

        return _score;
    }

    /// <summary>Adds a finding by its probabilities: for one person, for two strangers, for two relatives.</summary>
    private void Add(string code, double one, double strangers, double relatives, double similarity = -1, int people = -1)
    {
        Add(code, Math.Log2(one / strangers), similarity, people);
        _relatives += Math.Log2(relatives / strangers);
    }

    private void Add(string code, double weight, double similarity = -1, int people = -1)
    {
        var rounded = Rounded(weight);
        _terms[_count++] = new Term(code, rounded, similarity, people);
        _score += rounded;
    }

    private static double Rounded(double weight) => Math.Round(weight * Grain) / Grain;

    private void ComparePoints(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        if (a.IsEmpty || b.IsEmpty)
        {
            return;
        }

        Span<int> fewest = [int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue];
        Span<bool> hasA = [false, false, false, false];
        Span<bool> hasB = [false, false, false, false];
        foreach (var entry in a)
        {
            hasA[(int)People.Kind(entry)] = true;
        }

        foreach (var entry in b)
        {
            var kind = (int)People.Kind(entry);
            hasB[kind] = true;
            if (a.Contains(entry))
            {
                fewest[kind] = Math.Min(fewest[kind], _people.PeopleOfPoint[People.Point(entry)]);
            }
        }

        for (var kind = 0; kind < fewest.Length; kind++)
        {
            if (hasA[kind] && hasB[kind])
            {
                AddPoint((PointKind)kind, fewest[kind]);
            }
        }
    }

    /// <summary>A shared point weighs less, the more people share it: the others are relatives first, then strangers.</summary>
    private void AddPoint(PointKind kind, int people)
    {
        var (one, relatives) = Likelihoods.SharesPoint(kind);
        var (same, differs) = kind switch
        {
            PointKind.Email => (DuplicateEvidenceCodes.EmailSame, DuplicateEvidenceCodes.EmailDiffers),
            PointKind.Phone => (DuplicateEvidenceCodes.PhoneSame, DuplicateEvidenceCodes.PhoneDiffers),
            PointKind.Messenger => (DuplicateEvidenceCodes.MessengerSame, DuplicateEvidenceCodes.MessengerDiffers),
            _ => (DuplicateEvidenceCodes.PostSame, DuplicateEvidenceCodes.PostDiffers),
        };
        if (people == int.MaxValue)
        {
            Add(differs, 1 - one, 1, 1 - relatives);
            return;
        }

        var others = people - 1.0;
        var strangers = others * Math.Min(1, Likelihoods.StrangerAtPoint * others) / _population;
        Add(same, one, Math.Min(strangers, one), relatives, people: people);
    }

    private void CompareBirthdays(short a, short b)
    {
        if (a == 0 || b == 0)
        {
            return;
        }

        if (a == b)
        {
            // The first of January is the birthday of everybody whose birthday somebody had to fill in.
            var people = _people.PeopleOfBirthday[a];
            var strangers = (people + (Likelihoods.ImaginedPeople / 366)) / (_people.WithBirthday + Likelihoods.ImaginedPeople);
            Add(DuplicateEvidenceCodes.BirthdaySame, Likelihoods.OneBirthday.Same, strangers, Math.Min(strangers + Likelihoods.OneBirthday.Twins, 1), people: people);
        }
        else if (a >> 5 == (b & 31) && b >> 5 == (a & 31))
        {
            const double ByChance = Likelihoods.OneBirthday.SwappedByChance;
            Add(DuplicateEvidenceCodes.BirthdaySwapped, Likelihoods.OneBirthday.Swapped, ByChance, ByChance);
        }
        else
        {
            Add(DuplicateEvidenceCodes.BirthdayDiffers, Likelihoods.OneBirthday.Differs, 1, 1);
        }
    }

    private void CompareYears(int a, int b)
    {
        var (yearA, yearB) = (_people.Years[a], _people.Years[b]);
        if (yearA == People.NoYear || yearB == People.NoYear)
        {
            return;
        }

        if (yearA != yearB)
        {
            Add(DuplicateEvidenceCodes.BirthYearDiffers, Likelihoods.OneBirthday.YearDiffers, 1, 1);
            return;
        }

        var people = _people.PeopleOfYear[yearA];
        var strangers = (people + (Likelihoods.OneBirthday.ImaginedYearShare * Likelihoods.ImaginedPeople)) / (_people.WithYear + Likelihoods.ImaginedPeople);
        var relatives = _people.Birthdays[a] == _people.Birthdays[b] ? Math.Max(strangers, Likelihoods.OneBirthday.TwinsYear) : strangers;
        Add(DuplicateEvidenceCodes.BirthYearSame, Likelihoods.OneBirthday.YearSame, strangers, relatives, people: people);
    }
}
