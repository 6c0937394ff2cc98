using System.Text;

namespace CrmKit.Import;

/// <summary>Reads the days and times of one file; neighbours in a file often share theirs, and reading each of them once is what makes the import fast. Not thread-safe.</summary>
internal sealed class MomentCache(MomentText form)
{
    // Eleven years of days. A file with more starts afresh, so that memory stays bounded.
    private const int Capacity = 4096;

    // Longer texts are no date: no pattern in use writes one.
    private const int MaxLength = 100;

    private readonly Dictionary<string, Moment> _moments = new(StringComparer.Ordinal);
    private readonly byte[] _last = new byte[MaxLength];
    private int _lastLength = -1;
    private Moment _lastMoment;

    /// <summary>Reads a text.</summary>
    public bool TryRead(ReadOnlySpan<byte> utf8, out Moment moment, out string expected)
    {
        expected = string.Empty;
        if (utf8.SequenceEqual(_last.AsSpan(0, Math.Max(_lastLength, 0))) && _lastLength >= 0)
        {
            moment = _lastMoment;
            return true;
        }

        Span<char> buffer = stackalloc char[MaxLength];
        var text = utf8.Length <= MaxLength ? buffer[..Encoding.UTF8.GetChars(utf8, buffer)] : [];
        var lookup = _moments.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(text, out moment))
        {
            var written = text.ToString();
            if (!form.TryParse(written, out moment, out expected))
            {
                return false;
            }

            if (_moments.Count >= Capacity)
            {
                _moments.Clear();
            }

            _moments.Add(written, moment);
        }

        utf8.CopyTo(_last);
        _lastLength = utf8.Length;
        _lastMoment = moment;
        return true;
    }
}
