namespace CrmKit.Import;

/// <summary>The people and addresses of bad rows, each with its line: such a row may be a refusal. Not thread-safe.</summary>
internal sealed class ConsentDoubts(CsvRecords records, ConsentLines lines) : IRowJudge
{
    private readonly Dictionary<UInt128, long> _lineByTrace = [];

    public void Look()
    {
        if (lines.Parse(out bool _, out RowFault _) is null)
        {
            foreach (var trace in lines.Traces())
            {
                _lineByTrace.TryAdd(trace, records.Line);
            }
        }
    }

    public void Conclude()
    {
    }

    /// <summary>Whether the current record is about one of them.</summary>
    /// <param name="current">The lines at the record.</param>
    /// <param name="line">The bad row's line.</param>
    public bool Concern(ConsentLines current, out long line)
    {
        line = 0;
        foreach (var trace in current.Traces())
        {
            if (_lineByTrace.TryGetValue(trace, out line))
            {
                return true;
            }
        }

        return false;
    }
}
