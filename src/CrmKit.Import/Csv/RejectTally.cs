namespace CrmKit.Import;

/// <summary>Counts lines that are set aside. Not thread-safe.</summary>
internal sealed class RejectTally
{
    private readonly long[] _lines = new long[(int)Enum.GetValues<RejectReason>().Max() + 1];

    /// <summary>Lines in all.</summary>
    public long Total { get; private set; }

    public void Add(RejectReason reason)
    {
        Total++;
        _lines[(int)reason]++;
    }

    public ImmutableArray<RejectCount> ToCounts() =>
        [.. Enum.GetValues<RejectReason>().Select(reason => new RejectCount(reason, _lines[(int)reason])).Where(count => count.Lines > 0)];
}
