using System.Text;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import;

/// <summary>Keeps what an import sets aside.</summary>
internal sealed class ListedRejects : IRejectSink
{
    public List<RejectedRecord> Records { get; } = [];

    public IEnumerable<(long Line, string? Column, RejectReason Reason)> Faults => Records.Select(record => (record.Line, record.Column, record.Reason));

    public IEnumerable<string> Originals => Records.Select(record => Encoding.UTF8.GetString(record.Original.Span));

    public ValueTask BeginAsync(ReadOnlyMemory<byte> headerLine, char delimiter, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask AddAsync(RejectedRecord record, CancellationToken cancellationToken)
    {
        Records.Add(record);
        return ValueTask.CompletedTask;
    }
}
