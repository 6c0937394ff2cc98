namespace CrmKit.Churn;

// Spans of customer after customer, as they are laid down; what goes on unchanged is one span.
internal sealed class LedgerSpans(int customers, int capacity)
{
    private readonly List<LedgerSpan> _spans = new(capacity);
    private readonly int[] _starts = new int[customers + 1];
    private int _customer;

    public void Add(in LedgerSpan span)
    {
        if (_spans.Count > _starts[_customer] && _spans[^1] is var last && last.To == span.From && last.IsPaused == span.IsPaused && last.Mrr == span.Mrr)
        {
            _spans[^1] = last with { To = span.To };
        }
        else
        {
            _spans.Add(span);
        }
    }

    public void EndCustomer() => _starts[++_customer] = _spans.Count;

    public (int[] Starts, LedgerSpan[] Spans) ToArrays() => (_starts, [.. _spans]);
}
