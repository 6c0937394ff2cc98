using System.Numerics;

namespace CrmKit.Import;

/// <summary>Likeness of two words, remembered: the same few thousand words meet again and again. Not thread-safe.</summary>
internal sealed class WordLikeness
{
    private const int MinSlots = 1 << 6;
    private const int MaxSlots = 1 << 16;
    private const int MinLength = 3;

    private readonly string[] _texts;
    private readonly ulong[] _keys;
    private readonly double[] _values;

    public WordLikeness(string[] texts)
    {
        _texts = texts;
        _keys = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(texts.Length, MinSlots, MaxSlots))];
        _values = new double[_keys.Length];
    }

    /// <summary>Jaro-Winkler similarity of two different words; 0 where one is too short to say anything.</summary>
    public double Of(int a, int b)
    {
        if (a > b)
        {
            (a, b) = (b, a);
        }

        // 0 marks an empty slot; two different words never make it, since the greater of their numbers is at least 1.
        var key = ((ulong)(uint)a << 32) | (uint)b;
        var slot = (int)(BlockingKeys.Hash(1, key) & (ulong)(_keys.Length - 1));
        if (_keys[slot] != key)
        {
            var (left, right) = (_texts[a], _texts[b]);
            _values[slot] = left.Length < MinLength || right.Length < MinLength ? 0 : JaroWinkler.Similarity(left, right);
            _keys[slot] = key;
        }

        return _values[slot];
    }
}
