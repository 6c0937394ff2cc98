namespace CrmKit.Import;

/// <summary>Counts what is met in one file of cards or events. Not thread-safe.</summary>
internal sealed class ContentTally
{
    private const int MaxNames = 1000;
    private const string Further = "(further names)";

    private readonly Dictionary<string, long> _passedOver = new(StringComparer.Ordinal);

    public long Components { get; private set; }

    public IReadOnlyDictionary<string, long> PassedOver => _passedOver;

    public void CountComponent() => Components++;

    public void Count(string name)
    {
        var key = _passedOver.ContainsKey(name) || _passedOver.Count < MaxNames ? name : Further;
        _passedOver[key] = _passedOver.GetValueOrDefault(key) + 1;
    }
}
