using System.Numerics;

namespace CrmKit.Import;

/// <content>Names: words are paired in any order, so that "Müller, Zoë" is "Zoe Mueller".</content>
internal sealed partial class PairScorer
{
    // The shared word that relatives most likely share as their family name: how it was taken into account, and how it would be instead.
    private double _familyGain;

    /// <summary>Pairs the words: the same first, then the most alike, then initials; what one side has more than the other says nothing.</summary>
    private void CompareNames(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        if (a.IsEmpty || b.IsEmpty)
        {
            return;
        }

        _familyGain = double.NegativeInfinity;
        var freeA = (1u << a.Length) - 1;
        var freeB = (1u << b.Length) - 1;
        PairSame(a, b, ref freeA, ref freeB);
        if (freeA != 0 && freeB != 0)
        {
            PairAlike(a, b, ref freeA, ref freeB);
            PairInitials(a, b, ref freeA, ref freeB);
        }

        var hasFamilyName = !double.IsNegativeInfinity(_familyGain);
        _relatives += hasFamilyName ? _familyGain : 0;
        for (var left = Math.Min(BitOperations.PopCount(freeA), BitOperations.PopCount(freeB)); left > 0; left--)
        {
            // Relatives of no common word differ in their family names as well, once.
            var relatives = hasFamilyName ? Likelihoods.RelativesName.GivenDiffers : Likelihoods.RelativesName.FamilyDiffers;
            Add(DuplicateEvidenceCodes.NameDiffers, Likelihoods.OneName.Differs, 1, relatives);
            hasFamilyName = true;
        }
    }

    private void PairSame(ReadOnlySpan<int> a, ReadOnlySpan<int> b, ref uint freeA, ref uint freeB)
    {
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = 0; j < b.Length; j++)
            {
                if (People.Word(a[i]) == People.Word(b[j]))
                {
                    freeA &= ~(1u << i);
                    freeB &= ~(1u << j);
                    AddSame(People.Word(a[i]), People.IsGiven(a[i]) || People.IsGiven(b[j]));
                }
            }
        }
    }

    private void AddSame(int word, bool isGiven)
    {
        var people = _people.PeopleOfWord[word];
        var strangers = Math.Min(Share(people, words: 1), Likelihoods.OneName.Same);
        var given = Math.Min(strangers + Likelihoods.RelativesName.GivenSame, 1);
        Add(DuplicateEvidenceCodes.NameSame, Likelihoods.OneName.Same, strangers, given, similarity: 1, people);
        if (!isGiven)
        {
            _familyGain = Math.Max(_familyGain, Math.Log2(Likelihoods.RelativesName.FamilySame / given));
        }
    }

    private void PairAlike(ReadOnlySpan<int> a, ReadOnlySpan<int> b, ref uint freeA, ref uint freeB)
    {
        while (freeA != 0 && freeB != 0)
        {
            var (best, bestA, bestB) = (0.0, 0, 0);
            for (var i = 0; i < a.Length; i++)
            {
                for (var j = 0; j < b.Length && (freeA & (1u << i)) != 0; j++)
                {
                    if ((freeB & (1u << j)) != 0 && _likeness.Of(People.Word(a[i]), People.Word(b[j])) is var likeness && likeness > best)
                    {
                        (best, bestA, bestB) = (likeness, i, j);
                    }
                }
            }

            if (best < Likelihoods.LooseSimilarity)
            {
                return;
            }

            freeA &= ~(1u << bestA);
            freeB &= ~(1u << bestB);
            AddAlike(best, _people.PeopleOfWord[People.Word(a[bestA])] + _people.PeopleOfWord[People.Word(b[bestB])]);
        }
    }

    private void AddAlike(double likeness, int people)
    {
        var isClose = likeness >= Likelihoods.CloseSimilarity;
        var (one, neighbours) = isClose ? (Likelihoods.OneName.Close, Likelihoods.CloseNeighbours) : (Likelihoods.OneName.Loose, Likelihoods.LooseNeighbours);
        var strangers = Math.Min(neighbours * Share(people, words: 2), 0.5);
        Add(DuplicateEvidenceCodes.NameSimilar, one, strangers, strangers, likeness, people);
    }

    private void PairInitials(ReadOnlySpan<int> a, ReadOnlySpan<int> b, ref uint freeA, ref uint freeB)
    {
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = 0; j < b.Length && (freeA & (1u << i)) != 0; j++)
            {
                if ((freeB & (1u << j)) != 0 && IsInitial(_people.WordTexts[People.Word(a[i])], _people.WordTexts[People.Word(b[j])]))
                {
                    freeA &= ~(1u << i);
                    freeB &= ~(1u << j);
                    Add(DuplicateEvidenceCodes.NameInitial, Likelihoods.OneName.Initial, Likelihoods.InitialByChance, Likelihoods.InitialByChance);
                }
            }
        }
    }

    private static bool IsInitial(string a, string b) => (a.Length == 1 || b.Length == 1) && a[0] == b[0];

    /// <summary>How often a stranger has one of some words that so many people have.</summary>
    private double Share(int people, int words) =>
        (people + (words * Likelihoods.ImaginedNameShare * Likelihoods.ImaginedPeople)) / _population;
}
