using System.Numerics;

namespace CrmKit.Import;

/// <content>Names: words are paired in any order, so that "Müller, Zoë" is "Zoe Mueller".</content>
internal sealed partial class PairScorer
{
    // Room for the rounding of the weights that a bound is compared with.
    private const double RoundingRoom = 0.01;

    /// <summary>Pairs the words: the same first, then the most alike, then initials; what one side has more than the other says nothing.</summary>
    /// <returns>Whether the pair may still reach the minimum; where not, it was not compared to the end.</returns>
    private bool CompareNames(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        if (a.IsEmpty || b.IsEmpty)
        {
            return true;
        }

        var freeA = (1u << a.Length) - 1;
        var freeB = (1u << b.Length) - 1;
        var familyGain = PairSame(a, b, ref freeA, ref freeB);
        if (freeA != 0 && freeB != 0)
        {
            if (_score + BestOfFreeWords(a, b, freeA, freeB) < _minimumScore)
            {
                return false;
            }

            familyGain = Math.Max(familyGain, PairAlike(a, b, ref freeA, ref freeB));
            PairInitials(a, b, ref freeA, ref freeB);
        }

        var hasFamilyName = !double.IsNegativeInfinity(familyGain);
        _relatives += hasFamilyName ? familyGain : 0;
        for (var left = Math.Min(BitOperations.PopCount(freeA), BitOperations.PopCount(freeB)); left > 0; left--)
        {
            // Relatives of no common word differ in their family names as well, once.
            Add(hasFamilyName ? _findings.WordDiffers : _findings.FamilyNameDiffers);
            hasFamilyName = true;
        }

        return true;
    }

    /// <summary>Pairs equal words, and says what is gained where the best fitting of them is the family name of relatives; minus infinity where none can be.</summary>
    private double PairSame(ReadOnlySpan<int> a, ReadOnlySpan<int> b, ref uint freeA, ref uint freeB)
    {
        var familyGain = double.NegativeInfinity;
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = 0; j < b.Length; j++)
            {
                var word = People.Word(a[i]);
                if (word == People.Word(b[j]))
                {
                    freeA &= ~(1u << i);
                    freeB &= ~(1u << j);
                    Add(_findings.Word(word), similarity: 1, people: _people.PeopleOfWord[word]);
                    if (!People.IsGiven(a[i]) && !People.IsGiven(b[j]))
                    {
                        familyGain = Math.Max(familyGain, _findings.FamilyGain(word));
                    }
                }
            }
        }

        return familyGain;
    }

    /// <summary>The most that words without an equal can add: each the rarest of its side, and close.</summary>
    private double BestOfFreeWords(ReadOnlySpan<int> a, ReadOnlySpan<int> b, uint freeA, uint freeB)
    {
        var rarest = Fewer(a[BitOperations.TrailingZeroCount(freeA)], b[BitOperations.TrailingZeroCount(freeB)]);
        var best = Math.Max(_findings.Alike(1, rarest).Weight, _findings.Initial.Weight);
        return RoundingRoom + (Math.Max(best, 0) * Math.Min(BitOperations.PopCount(freeA), BitOperations.PopCount(freeB)));
    }

    /// <summary>Pairs words that are alike, the most alike first, and says what is gained where one of them is the family name of relatives.</summary>
    private double PairAlike(ReadOnlySpan<int> a, ReadOnlySpan<int> b, ref uint freeA, ref uint freeB)
    {
        var familyGain = double.NegativeInfinity;
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
                break;
            }

            freeA &= ~(1u << bestA);
            freeB &= ~(1u << bestB);
            var people = Fewer(a[bestA], b[bestB]);
            Add(_findings.Alike(best, people), best, people);
            if (!People.IsGiven(a[bestA]) && !People.IsGiven(b[bestB]))
            {
                familyGain = Math.Max(familyGain, _findings.AlikeFamilyGain(best, people));
            }
        }

        return familyGain;
    }

    private int Fewer(int a, int b) => Math.Min(_people.PeopleOfWord[People.Word(a)], _people.PeopleOfWord[People.Word(b)]);

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
                    Add(_findings.Initial);
                }
            }
        }
    }

    private static bool IsInitial(string a, string b) => (a.Length == 1 || b.Length == 1) && a[0] == b[0];
}
