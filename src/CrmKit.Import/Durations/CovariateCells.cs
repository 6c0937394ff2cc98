using System.Text;

namespace CrmKit.Import;

// One covariate as it is read: numbers as long as there are only numbers, else words. What was read as a number keeps its spelling, for it may turn out to be a word.
internal sealed class CovariateCells(RowColumn column)
{
    private const int MaxWords = 1000;

    private readonly List<double> _numbers = [];
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly List<int> _words = [];
    private bool _isNumeric = true;

    public void Add(CsvRecords records)
    {
        var text = records.Utf8(column.Index).Trim((byte)' ');
        if (IsMissing(text))
        {
            throw records.Fault(column.Name, "a number or a word; rows that do not say it cannot be compared, so leave them out of the file");
        }

        if (_isNumeric && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            _numbers.Add(number);
        }
        else if (_numbers.Count > 0 && _isNumeric)
        {
            // A slip in a column of numbers would silently make a word of each of them.
            throw records.Fault(column.Name, "a number, as in the rows before");
        }
        else
        {
            _isNumeric = false;
        }

        // A column of numbers has too many spellings to keep them all; past the limit it must stay one of numbers.
        if (_codes.Count <= MaxWords)
        {
            Remember(Encoding.UTF8.GetString(text));
        }

        if (!_isNumeric && _codes.Count > MaxWords)
        {
            throw records.Fault(column.Name, string.Create(CultureInfo.InvariantCulture, $"one of at most {MaxWords} different words"));
        }
    }

    public IEnumerable<NamedNumbers> ToColumns()
    {
        if (_isNumeric)
        {
            return [new NamedNumbers(column.Name, [.. _numbers])];
        }

        return _codes.Keys.Order(StringComparer.Ordinal).Skip(1).Select(word => new NamedNumbers($"{column.Name}={word}", [.. _words.Select(code => code == _codes[word] ? 1d : 0)]));
    }

    // What programs write where they know nothing.
    private static bool IsMissing(ReadOnlySpan<byte> text) =>
        text.IsEmpty || Ascii.EqualsIgnoreCase(text, "na"u8) || Ascii.EqualsIgnoreCase(text, "nan"u8) || Ascii.EqualsIgnoreCase(text, "n/a"u8) || Ascii.EqualsIgnoreCase(text, "null"u8)
        || text.SequenceEqual("?"u8) || text.SequenceEqual("."u8);

    private void Remember(string word)
    {
        if (!_codes.TryGetValue(word, out var code))
        {
            code = _codes.Count;
            _codes.Add(word, code);
        }

        _words.Add(code);
    }
}
