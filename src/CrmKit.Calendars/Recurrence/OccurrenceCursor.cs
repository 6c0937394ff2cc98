namespace CrmKit.Calendars;

/// <summary>Walks the occurrences of a recurrence as instants, ascending and distinct: rule and added dates, without the excluded ones.</summary>
internal struct OccurrenceCursor
{
    private readonly OccurrenceSource _source;
    private ZonedTimes _times;
    private long _last;
    private long _next;
    private int _nextOffset;
    private int _added;
    private int _excluded;
    private bool _hasNext;
    private bool _isOver;

    /// <summary>A cursor before the first occurrence at or after <paramref name="from"/>.</summary>
    public OccurrenceCursor(OccurrenceSource source, long from)
    {
        _source = source;
        _last = from - 1;
        if (source.Rule is { } rule)
        {
            _times = new ZonedTimes(source, rule, source.FirstNominal(from));
        }
        else
        {
            _isOver = true;
        }

        while (_added < source.Added.Length && source.Added[_added].At < from)
        {
            _added++;
        }

        while (_excluded < source.Excluded.Length && source.Excluded[_excluded] < from)
        {
            _excluded++;
        }
    }

    /// <summary>Seconds since the epoch; of the wall clock where there is no zone.</summary>
    public long At { get; private set; }

    /// <summary>Offset from UTC in seconds; 0 where there is no zone.</summary>
    public int Offset { get; private set; }

    public RecurrenceEnd End { get; private set; }

    public bool MoveNext()
    {
        while (true)
        {
            if (!_hasNext && !_isOver)
            {
                Fetch();
            }

            if (!Choose())
            {
                End = _source.Rule is null || _times.End == RecurrenceEnd.None ? RecurrenceEnd.Finished : _times.End;
                return false;
            }

            _last = At;
            while (_excluded < _source.Excluded.Length && _source.Excluded[_excluded] < At)
            {
                _excluded++;
            }

            if (_excluded == _source.Excluded.Length || _source.Excluded[_excluded] != At)
            {
                return true;
            }
        }
    }

    // The next time of the rule that is later than the last occurrence.
    private void Fetch()
    {
        while (_times.MoveNext())
        {
            if (_times.At > _source.Until)
            {
                break;
            }

            if (_times.At > _last)
            {
                (_next, _nextOffset, _hasNext) = (_times.At, _times.Offset, true);
                return;
            }
        }

        _isOver = true;
    }

    private bool Choose()
    {
        var isAdded = _added < _source.Added.Length;
        if (!_hasNext && !isAdded)
        {
            return false;
        }

        if (isAdded && (!_hasNext || _source.Added[_added].At <= _next))
        {
            (At, Offset) = _source.Added[_added++];
            _hasNext = _hasNext && _next != At;
            return true;
        }

        (At, Offset, _hasNext) = (_next, _nextOffset, false);
        return true;
    }
}
