using System.Runtime.CompilerServices;

namespace CrmKit.Import;

/// <summary>The rows of a file, of which the first bad one stops the reading or all bad ones are set aside.</summary>
internal static class CsvRows
{
    /// <summary>Reads to the end.</summary>
    /// <param name="records">The records.</param>
    /// <param name="sink">Takes bad rows; <c>null</c> to stop at the first.</param>
    /// <param name="parse">The row of the current record, or <c>null</c> to pass it over; throws where it is bad.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static IAsyncEnumerable<T> ReadAsync<T>(CsvRecords records, IRejectSink? sink, Func<T?> parse, CancellationToken cancellationToken)
        where T : class => ReadAsync(records, sink, () => new ValueTask<T?>(parse()), cancellationToken);

    /// <summary>Reads to the end.</summary>
    /// <param name="records">The records.</param>
    /// <param name="sink">Takes bad rows; <c>null</c> to stop at the first.</param>
    /// <param name="parse">The row of the current record, or <c>null</c> to pass it over; throws where it is bad.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async IAsyncEnumerable<T> ReadAsync<T>(CsvRecords records, IRejectSink? sink, Func<ValueTask<T?>> parse, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var rejects = sink is null ? null : new Rejects(records, sink);
        while (rejects is null ? await records.NextAsync(cancellationToken).ConfigureAwait(false) : await records.AdvanceAsync(cancellationToken).ConfigureAwait(false))
        {
            T? row = null;
            RowFault? fault = records.IsDamaged(out var damage) ? damage : null;
            try
            {
                row = fault is null ? await parse().ConfigureAwait(false) : null;
            }
            catch (ImportFaultException e) when (rejects is not null)
            {
                fault = new RowFault(e.Reason, e.Column, e.Expected);
            }

            if (fault is { } bad)
            {
                await rejects!.AddAsync(bad, cancellationToken).ConfigureAwait(false);
            }
            else if (row is not null)
            {
                yield return row;
            }
        }
    }
}
