using CrmKit.Import;

namespace CrmKit.Desk;

/// <summary>Counts what passes through by reason.</summary>
internal sealed class CountingRejectSink(IRejectSink sink) : IRejectSink
{
    public SortedDictionary<RejectReason, long> Counts { get; } = [];

    public ValueTask BeginAsync(ReadOnlyMemory<byte> headerLine, char delimiter, CancellationToken cancellationToken) => sink.BeginAsync(headerLine, delimiter, cancellationToken);

    public ValueTask AddAsync(RejectedRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        Counts[record.Reason] = Counts.GetValueOrDefault(record.Reason) + 1;
        return sink.AddAsync(record, cancellationToken);
    }
}
