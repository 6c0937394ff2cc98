namespace CrmKit.Import;

/// <summary>Takes the numbers of one person after the other. Not thread-safe.</summary>
internal sealed class RaggedBuilder
{
    private readonly List<int> _starts = [0];
    private readonly List<int> _values = [];

    public void Add(ReadOnlySpan<int> values)
    {
        _values.AddRange(values);
        _starts.Add(_values.Count);
    }

    public Ragged Build() => new([.. _starts], [.. _values]);
}
