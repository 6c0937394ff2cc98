namespace CrmKit.Import;

/// <summary>A code that words of like sound share: the first letter and three classes of consonants (Soundex; Russell 1918, as in Knuth, TAOCP 3, 6).</summary>
internal static class SoundCode
{
    //                              abcdefghijklmnopqrstuvwxyz
    private const string Classes = "01230120022455012623010202";

    /// <summary>The code; of a word beyond a to z its first two letters, since nothing is known of its sound.</summary>
    public static uint Of(ReadOnlySpan<char> word)
    {
        if (word.IsEmpty)
        {
            return 0;
        }

        if (word.IndexOfAnyExceptInRange('a', 'z') >= 0)
        {
            return 0x8000_0000u ^ ((uint)word[0] << 15) ^ (word.Length > 1 ? word[1] : 0u);
        }

        uint code = word[0];
        var digits = 0;
        var last = Classes[word[0] - 'a'];
        foreach (var letter in word[1..])
        {
            var c = Classes[letter - 'a'];
            if (c != '0' && c != last)
            {
                code = (code << 4) | (uint)(c - '0');
                if (++digits == 3)
                {
                    return code;
                }
            }

            // h and w do not part two consonants of one class; a vowel does.
            last = letter is 'h' or 'w' ? last : c;
        }

        return code << (4 * (3 - digits));
    }
}
