using System.Text;

namespace CrmKit.Import;

/// <summary>Sets components with a fault aside, and counts them. Not thread-safe.</summary>
/// <param name="sink">Where they go; <c>null</c> where the first fault ends the reading.</param>
/// <param name="column">The name of the one column that holds a component's lines.</param>
internal sealed class ContentRejects(IRejectSink? sink, string column)
{
    private readonly RejectTally _tally = new();

    public bool IsKept => sink is not null;

    public long Total => _tally.Total;

    public ImmutableArray<RejectCount> ToCounts() => _tally.ToCounts();

    public async ValueTask AddAsync(ComponentDraft draft, ImportFaultException fault, CancellationToken cancellationToken)
    {
        if (_tally.Total == 0)
        {
            await sink!.BeginAsync(Encoding.UTF8.GetBytes(column), ',', cancellationToken).ConfigureAwait(false);
        }

        _tally.Add(fault.Reason);
        await sink!.AddAsync(new RejectedRecord(fault.Line, fault.Column, fault.Reason, fault.Expected, draft.Text!.ToField()), cancellationToken).ConfigureAwait(false);
    }
}
