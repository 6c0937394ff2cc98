namespace CrmKit.Import;

/// <summary>The reading of one file of a timeline. Not thread-safe.</summary>
internal sealed class TimelineReading(CsvSource source, TimelineCsvOptions options, DateText dates, MomentText moments)
    : CsvReading<TimelineEvent, LineImportSummary>(source)
{
    private KeyTable? _judged;
    private KeyTable? _keys;
    private CsvRecords? _records;
    private TimelineRows? _rows;

    public override LineImportSummary Summary => new() { LinesRead = LinesRead, LinesTaken = LinesRead - LinesSetAside, SetAside = SetAside };

    protected override bool IsReadTwice => SetsAside;

    protected override IRowJudge? Judge(CsvRecords records)
    {
        var rows = Rows(records);
        _judged = new KeyTable(rows.KeyName);
        return rows.HasKeys ? new KeyJudge(records, rows, _judged) : null;
    }

    protected override void Begin(CsvRecords records)
    {
        _records = records;
        _rows = Rows(records);
        _keys = _judged ?? new KeyTable(_rows.KeyName);
    }

    protected override bool TryTake(out TimelineEvent? taken, out RowFault fault)
    {
        taken = null;
        if (_records!.IsDamaged(out fault))
        {
            return false;
        }

        TimelineEvent happened;
        try
        {
            happened = _rows!.Parse();
        }
        catch (ImportFaultException e) when (SetsAside)
        {
            fault = new RowFault(e.Reason, e.Column, e.Expected);
            return false;
        }

        if (!HasUsableKey(out fault))
        {
            return false;
        }

        if (options.KeysInConflict.Contains(happened.Key))
        {
            fault = KeyConflicts.Fault(_rows.KeyName);
            return false;
        }

        taken = happened;
        return true;
    }

    private bool HasUsableKey(out RowFault fault)
    {
        fault = default;
        if (_rows!.OwnKey is not { } own)
        {
            return true;
        }

        if (_judged is null && _keys!.Add(own.Key, own.Content, _records!.Line) is { } conflict)
        {
            fault = conflict;
            return false;
        }

        return _keys!.TryTake(own.Key, own.Content, _records!.Line, out _, out fault);
    }

    private TimelineRows Rows(CsvRecords records) => new(records, options, dates, moments);

    /// <summary>Finds out of each key whether all its rows are in order.</summary>
    private sealed class KeyJudge(CsvRecords records, TimelineRows rows, KeyTable keys) : IRowJudge
    {
        public void Look()
        {
            if (records.IsDamaged(out _) || Attempt.Of(rows.Parse) is null)
            {
                foreach (var key in rows.KeysOfBadRow())
                {
                    keys.Spoil(key, records.Line);
                }
            }
            else if (rows.OwnKey is { } own)
            {
                keys.Add(own.Key, own.Content, records.Line);
            }
        }

        public void Conclude()
        {
        }
    }
}
