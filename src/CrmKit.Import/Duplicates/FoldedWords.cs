using System.Text;

namespace CrmKit.Import;

/// <summary>The words of a name or of a postal address, folded: without case, accents, punctuation and invisible characters. Not thread-safe.</summary>
/// <remarks>
/// Letters of different scripts stay different: a Cyrillic а is no Latin a. German umlauts become ae, oe, ue as those without the keys write them.
/// A text is read up to a length and a number of words, so that a name of 10,000 characters costs no more than a long one.
/// </remarks>
internal sealed class FoldedWords
{
    private readonly List<(int Start, int Length)> _words = [];
    private readonly int _maxLength;
    private readonly int _maxWords;
    private readonly int _maxWordLength;
    private char[] _text = new char[256];
    private int _length;
    private int _wordStart;

    public FoldedWords(int maxLength, int maxWords, int maxWordLength)
    {
        _maxLength = maxLength;
        _maxWords = maxWords;
        _maxWordLength = maxWordLength;
    }

    public int Count => _words.Count;

    public ReadOnlySpan<char> this[int word] => _text.AsSpan(_words[word].Start, _words[word].Length);

    public void Read(string text)
    {
        _words.Clear();
        _length = 0;
        _wordStart = 0;
        var read = text.AsSpan(0, Math.Min(text.Length, _maxLength));
        if (Ascii.IsValid(read))
        {
            ReadAscii(read);
        }
        else
        {
            ReadUnicode(read);
        }

        EndWord();
    }

    private void ReadAscii(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                Append(char.ToLowerInvariant(c));
            }
            else if (c is not ('\'' or '`'))
            {
                EndWord();
            }
        }
    }

    private void ReadUnicode(ReadOnlySpan<char> text)
    {
        foreach (var rune in Decomposed(text).EnumerateRunes())
        {
            if (IsApostrophe(rune.Value) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format)
            {
                continue;
            }

            if (Rune.IsLetter(rune) || Rune.IsNumber(rune))
            {
                AppendLetter(Rune.ToLowerInvariant(rune));
            }
            else if (IsAccent(rune.Value))
            {
                AppendUmlaut(rune.Value);
            }
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            {
                // Vowel signs of Indic scripts and the like are letters in all but name.
                AppendRune(rune);
            }
            else
            {
                EndWord();
            }
        }
    }

    /// <summary>Compatibility decomposition; half a surrogate pair, left where reading ended, has none and becomes U+FFFD.</summary>
    private static string Decomposed(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return text.ToString().Normalize(NormalizationForm.FormKD);
        }

        var valid = new StringBuilder(text.Length);
        Span<char> units = stackalloc char[2];
        foreach (var rune in text.EnumerateRunes())
        {
            valid.Append(units[..rune.EncodeToUtf16(units)]);
        }

        return valid.ToString().Normalize(NormalizationForm.FormKD);
    }

    private void AppendLetter(Rune letter)
    {
        var spelled = letter.Value switch
        {
            'ß' => "ss",
            'æ' => "ae",
            'œ' or 'ø' => "oe",
            'đ' or 'ð' => "d",
            'þ' => "th",
            'ł' => "l",
            'ı' => "i",
            'ς' => "σ",
            _ => null,
        };
        if (spelled is null)
        {
            AppendRune(letter);
            return;
        }

        foreach (var c in spelled)
        {
            Append(c);
        }
    }

    private void AppendUmlaut(int mark)
    {
        if (mark == 0x0308 && _length > _wordStart && _text[_length - 1] is 'a' or 'o' or 'u')
        {
            Append('e');
        }
    }

    private void AppendRune(Rune rune)
    {
        Span<char> units = stackalloc char[2];
        foreach (var c in units[..rune.EncodeToUtf16(units)])
        {
            Append(c);
        }
    }

    private void Append(char c)
    {
        if (_length == _text.Length)
        {
            Array.Resize(ref _text, 2 * _length);
        }

        _text[_length++] = c;
    }

    private void EndWord()
    {
        if (_length > _wordStart && _words.Count < _maxWords)
        {
            _words.Add((_wordStart, Math.Min(_length - _wordStart, _maxWordLength)));
        }

        _wordStart = _length;
    }

    private static bool IsApostrophe(int c) => c is '\'' or '`' or 0x2018 or 0x2019 or 0x02BC or 0x02BB;

    /// <summary>Marks that a hurried writer leaves out: Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowel marks, variation selectors.</summary>
    private static bool IsAccent(int c) =>
        c is (>= 0x0300 and <= 0x036F) or (>= 0x0591 and <= 0x05C7 and not 0x05BE) or (>= 0x064B and <= 0x065F) or 0x0670
            or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xFE20 and <= 0xFE2F);
}
