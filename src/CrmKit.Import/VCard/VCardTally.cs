namespace CrmKit.Import;

/// <summary>Counts what a reader met in files of cards. Not thread-safe: one for each reading, or one after the other.</summary>
public sealed class VCardTally
{
    private const int MaxNames = 1000;
    private const string Further = "(further names)";

    private readonly SortedDictionary<string, long> _passedOver = new(StringComparer.Ordinal);

    /// <summary>Cards read, those without content of their own included.</summary>
    public long Cards { get; private set; }

    /// <summary>Cards set aside.</summary>
    public long SetAside { get; private set; }

    /// <summary>Number of properties that were passed over, by name in upper case; a note in parentheses tells which values of a property that is read otherwise.</summary>
    /// <remarks>At most 1,000 names; those met later are counted together.</remarks>
    public IReadOnlyDictionary<string, long> PassedOver => _passedOver;

    internal void CountCard() => Cards++;

    internal void CountSetAside() => SetAside++;

    internal void Count(string name)
    {
        var key = _passedOver.ContainsKey(name) || _passedOver.Count < MaxNames ? name : Further;
        _passedOver[key] = _passedOver.GetValueOrDefault(key) + 1;
    }
}
