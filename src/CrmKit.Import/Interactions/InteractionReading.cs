namespace CrmKit.Import;

/// <summary>The reading of one file of interactions. Not thread-safe.</summary>
internal sealed class InteractionReading(CsvSource source, InteractionCsvOptions options, MomentText moments, DateText days)
    : CsvReading<TimelineEvent, InteractionImportSummary>(source)
{
    private readonly InteractionTally _tally = new();
    private KeyTable? _judged;
    private KeyTable? _keys;
    private InteractionLines? _lines;
    private CsvRecords? _records;

    public override InteractionImportSummary Summary => _tally.ToSummary(LinesRead, SetAside);

    protected override bool IsReadTwice => SetsAside;

    protected override IRowJudge? Judge(CsvRecords records)
    {
        var lines = Lines(records);
        _judged = new KeyTable(lines.KeyColumn.Name);
        return lines.KeyColumn.Index < 0 ? null : new KeyJudge(records, lines, _judged);
    }

    protected override void Begin(CsvRecords records)
    {
        _records = records;
        _lines = Lines(records);
        _keys = _judged ?? new KeyTable(_lines.KeyColumn.Name);
    }

    protected override bool TryTake(out TimelineEvent? taken, out RowFault fault)
    {
        taken = null;
        if (!_lines!.TryParse(out var line, out fault) || !HasUsableKey(line, out var isRepeated, out fault))
        {
            return false;
        }

        var happened = _lines.Event(line);
        if (options.KeysInConflict.Contains(happened.Key))
        {
            fault = KeyConflicts.Fault(_lines.KeyColumn.Name);
            return false;
        }

        taken = happened;
        _tally.Take(taken, isRepeated);
        return true;
    }

    private bool HasUsableKey(in InteractionLine line, out bool isRepeated, out RowFault fault)
    {
        isRepeated = false;
        fault = default;
        if (line.Row.Key is null)
        {
            return true;
        }

        if (_judged is null && _keys!.Add(line.Key, line.Content, _records!.Line) is { } conflict)
        {
            fault = conflict;
            return false;
        }

        return _keys!.TryTake(line.Key, line.Content, _records!.Line, out isRepeated, out fault);
    }

    private InteractionLines Lines(CsvRecords records) => new(records, options, moments, days);

    /// <summary>Finds out of each key whether all its rows are in order.</summary>
    private sealed class KeyJudge(CsvRecords records, InteractionLines lines, KeyTable keys) : IRowJudge
    {
        public void Look()
        {
            if (!lines.TryParse(out var line, out RowFault _))
            {
                foreach (var key in lines.KeysOfBadRow())
                {
                    keys.Spoil(key, records.Line);
                }
            }
            else if (line.Row.Key is not null)
            {
                keys.Add(line.Key, line.Content, records.Line);
            }
        }

        public void Conclude()
        {
        }
    }
}
