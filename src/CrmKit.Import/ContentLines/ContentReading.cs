using System.Runtime.CompilerServices;

namespace CrmKit.Import;

/// <summary>The reading of one file of cards or events, one component at a time. Not thread-safe.</summary>
/// <param name="stream">The file's bytes.</param>
/// <param name="fileName">The name that faults carry.</param>
/// <param name="rejects">Where components with a fault go; <c>null</c> where the first fault ends the reading.</param>
/// <param name="column">The name of the one column that holds the lines of a component set aside.</param>
internal abstract class ContentReading<TDraft, T, TSummary>(Stream stream, string fileName, IRejectSink? rejects, string column) : IFileReading<T, TSummary>
    where TDraft : ComponentDraft
    where T : class
    where TSummary : ImportSummary
{
    private readonly ContentRejects _rejects = new(rejects, column);

    public abstract TSummary Summary { get; }

    protected ContentTally Tally { get; } = new();

    protected bool KeepsText => _rejects.IsKept;

    protected long Taken => Tally.Components - _rejects.Total;

    protected ImmutableArray<RejectCount> SetAside => _rejects.ToCounts();

    protected IReadOnlyDictionary<string, long> PassedOver => Tally.PassedOver.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var utf8 = new Utf8OnlyStream(stream, fileName);
        await using var _ = utf8.ConfigureAwait(false);
        Open(utf8);
        while (await NextAsync(cancellationToken).ConfigureAwait(false) is { } draft)
        {
            // A buffer holds hundreds of components, and a rule may take its time.
            cancellationToken.ThrowIfCancellationRequested();
            T? read = null;
            ImportFaultException? fault = null;
            try
            {
                read = Read(draft);
            }
            catch (ImportFaultException e) when (_rejects.IsKept)
            {
                fault = e;
            }

            if (fault is not null)
            {
                await _rejects.AddAsync(draft, fault, cancellationToken).ConfigureAwait(false);
            }
            else if (read is not null)
            {
                yield return read;
            }
        }
    }

    /// <summary>Stands before the first component.</summary>
    protected abstract void Open(Stream utf8);

    /// <summary>The next component; <c>null</c> at the end.</summary>
    protected abstract ValueTask<TDraft?> NextAsync(CancellationToken cancellationToken);

    /// <summary>What a component says; <c>null</c> where that is nothing of its own.</summary>
    /// <exception cref="ImportFaultException">It has a fault.</exception>
    protected abstract T? Read(TDraft draft);
}
