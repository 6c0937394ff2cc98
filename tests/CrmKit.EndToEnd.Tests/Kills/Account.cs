using CrmKit.Storage;

namespace CrmKit.EndToEnd.Tests.Kills;

/// <summary>What was promised against what the store says and what the ledgers say.</summary>
internal sealed class Account
{
    private readonly ImmutableArray<PlannedTouch> _promised;
    private readonly ImmutableDictionary<int, OutboxRow> _rows;
    private readonly IReadOnlyList<Touch> _touches;
    private readonly ILookup<int, Delivery> _deliveries;

    public Account(ImmutableArray<PlannedTouch> promised, IReadOnlyList<OutboxRow> rows, IReadOnlyList<Touch> touches, ImmutableArray<Delivery> deliveries)
    {
        _promised = promised;
        _rows = rows.ToImmutableDictionary(row => NumberOf(row.Intent.Key));
        _touches = touches;
        _deliveries = deliveries.ToLookup(delivery => delivery.Number);
    }

    private int Uncertain => _rows.Values.Count(row => row.State == OutboxState.Uncertain);

    /// <summary>Checks that nothing was lost and nothing done twice but what may be.</summary>
    /// <param name="kills">How often a worker was killed.</param>
    /// <param name="window">Rows that one worker has in sending at most.</param>
    public void Check(int kills, int window)
    {
        // 0 lost: every promise is known, and has left or is listed as uncertain.
        Assert.Equal(_promised.Select(touch => touch.Intent.Key).Order(ByNumber), _rows.Values.Select(row => row.Intent.Key).Order(ByNumber));
        Assert.All(_rows.Values, row => Assert.True(row.State is OutboxState.Sent or OutboxState.Uncertain, $"{NumberOf(row.Intent.Key)} is {row.State}"));

        // Database effects exactly once: one touch for each row that is sent, and none besides.
        Assert.Equal(
            _rows.Values.Where(row => row.State == OutboxState.Sent).Select(row => row.Intent.Key).Order(ByNumber),
            _touches.Select(touch => touch.Touched).Order(ByNumber));

        // Delivered at least once, or listed; under one id however often.
        Assert.All(_rows, row => Assert.True(row.Value.State == OutboxState.Uncertain || _deliveries.Contains(row.Key), $"{row.Key} is sent and was never delivered"));
        Assert.All(_deliveries, one => Assert.Single(one.Select(delivery => delivery.MessageId).Distinct()));
        Assert.Equal(_deliveries.Count, _deliveries.Select(one => one.First().MessageId).Distinct().Count());
        Assert.All(_deliveries, one => Assert.True(one.Count() <= _rows[one.Key].Attempts, $"{one.Key} was delivered more often than it began"));

        // Never resent, and only that is uncertain; sent again, at most as often as a kill caught one in the window.
        Assert.All(_deliveries.Where(one => !OutboxRules.IsSentAgain(one.First().Class)), one => Assert.Single(one));
        Assert.All(_rows.Values.Where(row => row.State == OutboxState.Uncertain), row => Assert.False(OutboxRules.IsSentAgain(row.Intent.Class)));
        Assert.InRange(Twice() + Uncertain, 0, kills * window);
    }

    public override string ToString() => $"{_rows.Count} messages, {Twice()} sent again, {Uncertain} uncertain, of which {_rows.Count(row => row.Value.State == OutboxState.Uncertain && _deliveries.Contains(row.Key))} had left";

    private static IComparer<TouchKey> ByNumber { get; } = Comparer<TouchKey>.Create((left, right) => NumberOf(left).CompareTo(NumberOf(right)));

    private static int NumberOf(TouchKey key) => int.Parse(key.Occurrence, CultureInfo.InvariantCulture);

    private int Twice() => _deliveries.Sum(one => one.Count() - 1);
}
