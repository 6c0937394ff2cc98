namespace CrmKit.Import;

/// <summary>Compares two people and weighs what it finds. Not thread-safe: each worker has its own.</summary>
internal sealed partial class PairScorer
{
    private const int PointKinds = 4;

    // Prior odds, four kinds of points, day and year of birth, eight words at most, relatives.
    private const int MaxTerms = 1 + PointKinds + 2 + People.MaxWords + 1;

    private readonly People _people;
    private readonly Findings _findings;
    private readonly Finding[] _pointDiffers;
    private readonly WordLikeness _likeness;
    private readonly double _minimumScore;
    private readonly Term[] _terms = new Term[MaxTerms];
    private int _count;
    private double _score;
    private double _relatives;

    public PairScorer(People people, Findings findings, double minimumScore)
    {
        _people = people;
        _findings = findings;
        _pointDiffers = Array.ConvertAll(Enum.GetValues<PointKind>(), Findings.PointDiffers);
        _likeness = new WordLikeness(people.WordTexts);
        _minimumScore = minimumScore;
    }

    /// <summary>The terms of the pair compared last, which reached the minimum.</summary>
    public ReadOnlySpan<Term> Terms => _terms.AsSpan(0, _count);

    /// <summary>The score of a pair; where it does not reach the minimum, only that is certain.</summary>
    public double Score(int a, int b)
    {
        // What is found must not depend on who arrived first.
        if (_people.Ranks[a] > _people.Ranks[b])
        {
            (a, b) = (b, a);
        }

        (_count, _score, _relatives) = (0, 0, 0);
        Add(_findings.Prior);
        ComparePoints(_people.Points[a], _people.Points[b]);
        CompareBirthdays(_people.Birthdays[a], _people.Birthdays[b]);
        CompareYears(a, b);

        // Names last: they cost most, and the rest mostly tells that they cannot matter.
        if (!CompareNames(_people.Words[a], _people.Words[b]))
        {
            return double.NegativeInfinity;
        }

        if (_score >= _minimumScore)
        {
            AddRelatives();
        }

        return _score;
    }

    private void Add(in Finding finding, double similarity = -1, int people = -1)
    {
        _terms[_count++] = new Term(finding.Code, finding.Weight, similarity, people);
        _score += finding.Weight;
        _relatives += finding.Relatives;
    }

    private void AddRelatives()
    {
        // log2(1 + 2^x) without overflow for great x.
        var weight = -Finding.Rounded(Math.Max(_relatives, 0) + Math.Log2(1 + double.Exp2(-Math.Abs(_relatives))));
        if (weight < 0)
        {
            Add(new Finding(DuplicateEvidenceCodes.MaybeRelatives, weight, 0));
        }
    }

    private void ComparePoints(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        if (a.IsEmpty || b.IsEmpty)
        {
            return;
        }

        Span<int> fewest = [int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue];
        var (kindsA, kindsB) = (0, 0);
        foreach (var entry in a)
        {
            kindsA |= 1 << (int)People.Kind(entry);
        }

        foreach (var entry in b)
        {
            var kind = (int)People.Kind(entry);
            kindsB |= 1 << kind;
            if (a.Contains(entry))
            {
                fewest[kind] = Math.Min(fewest[kind], _people.PeopleOfPoint[People.Point(entry)]);
            }
        }

        for (var kind = 0; kind < PointKinds; kind++)
        {
            if ((kindsA & kindsB & (1 << kind)) == 0)
            {
                continue;
            }

            if (fewest[kind] == int.MaxValue)
            {
                Add(_pointDiffers[kind]);
            }
            else
            {
                Add(_findings.Point((PointKind)kind, fewest[kind]), people: fewest[kind]);
            }
        }
    }

    private void CompareBirthdays(short a, short b)
    {
        if (a == 0 || b == 0)
        {
            return;
        }

        if (a == b)
        {
            Add(_findings.Birthday(a), people: _people.PeopleOfBirthday[a]);
        }
        else
        {
            Add(a >> 5 == (b & 31) && b >> 5 == (a & 31) ? _findings.BirthdaySwapped : _findings.BirthdayDiffers);
        }
    }

    private void CompareYears(int a, int b)
    {
        var (yearA, yearB) = (_people.Years[a], _people.Years[b]);
        if (yearA == People.NoYear || yearB == People.NoYear)
        {
            return;
        }

        if (yearA == yearB)
        {
            var people = _people.PeopleOfYear[yearA];
            Add(_findings.Year(people, _people.Birthdays[a] == _people.Birthdays[b]), people: people);
        }
        else
        {
            Add(_findings.YearDiffers);
        }
    }
}
