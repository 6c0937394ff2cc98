using CrmKit.Numerics;

namespace CrmKit.Benchmarks.Duplicates;

/// <summary>Invented words, some common and most rare: the share of the word of rank r falls as 1/(r + offset)^power (Zipf and Mandelbrot).</summary>
internal sealed class NameStock
{
    private static readonly string[] Onsets = ["b", "br", "d", "f", "g", "h", "j", "k", "kl", "l", "m", "n", "p", "r", "s", "sch", "st", "t", "v", "w", "z", ""];
    private static readonly string[] Vowels = ["a", "e", "i", "o", "u", "ei", "au", "ie"];
    private static readonly string[] Codas = ["", "", "n", "r", "l", "s", "t", "nn", "ck", "rt", "mann", "er"];

    private readonly string[] _words;
    private readonly double[] _cumulative;

    public NameStock(int count, double offset, double power, ulong seed)
    {
        var random = new SeededRandom(seed);
        var words = new HashSet<string>(StringComparer.Ordinal);
        while (words.Count < count)
        {
            var syllables = 1 + random.NextBelow(3);
            var word = string.Concat(Enumerable.Range(0, syllables).Select(_ => Pick(Onsets, random) + Pick(Vowels, random))) + Pick(Codas, random);
            if (word.Length is >= 3 and <= 14)
            {
                words.Add(char.ToUpperInvariant(word[0]) + word[1..]);
            }
        }

        _words = [.. words];
        _cumulative = new double[count];
        var sum = 0.0;
        for (var rank = 0; rank < count; rank++)
        {
            _cumulative[rank] = sum += Math.Pow(rank + 1 + offset, -power);
        }
    }

    public string Draw(SeededRandom random)
    {
        var at = Array.BinarySearch(_cumulative, random.NextUniform() * _cumulative[^1]);
        return _words[Math.Min(at < 0 ? ~at : at, _words.Length - 1)];
    }

    private static string Pick(string[] from, SeededRandom random) => from[random.NextBelow(from.Length)];
}
