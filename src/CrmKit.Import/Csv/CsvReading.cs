using System.Runtime.CompilerServices;

namespace CrmKit.Import;

/// <summary>The reading of one CSV file, of which the first bad row stops the reading or all bad ones are set aside. Not thread-safe.</summary>
internal abstract class CsvReading<T, TSummary>(CsvSource source) : IFileReading<T, TSummary>
    where T : class
    where TSummary : ImportSummary
{
    private readonly RejectTally _rejects = new();

    public abstract TSummary Summary { get; }

    /// <summary>Whether bad rows are set aside.</summary>
    protected bool SetsAside => source.Rejects is not null;

    protected long LinesRead { get; private set; }

    /// <summary>Rows set aside that refuse something, or may, and are not heeded in full.</summary>
    protected long RefusalsNotHeeded { get; private set; }

    protected long LinesSetAside => _rejects.Total;

    protected ImmutableArray<RejectCount> SetAside => _rejects.ToCounts();

    /// <summary>Whether <see cref="PrepareAsync"/> is to be called; most rows need nothing from elsewhere.</summary>
    protected virtual bool IsPrepared => false;

    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (IsReadTwice)
        {
            await JudgeAsync(cancellationToken).ConfigureAwait(false);
        }

        var records = await source.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = records.ConfigureAwait(false);
        Begin(records);
        var rejects = source.Rejects is null ? null : new Rejects(records, source.Rejects);
        while (await records.AdvanceAsync(cancellationToken).ConfigureAwait(false))
        {
            LinesRead++;
            if (IsPrepared)
            {
                await PrepareAsync(cancellationToken).ConfigureAwait(false);
            }

            if (TryTake(out var taken, out var fault))
            {
                if (taken is not null)
                {
                    yield return taken;
                }

                continue;
            }

            if (rejects is null)
            {
                throw records.Fault(fault);
            }

            _rejects.Add(fault.Reason);
            await rejects.AddAsync(fault, cancellationToken).ConfigureAwait(false);
            var (given, isLost) = await HeededAsync(cancellationToken).ConfigureAwait(false);
            RefusalsNotHeeded += isLost ? 1 : 0;
            foreach (var heeded in given)
            {
                yield return heeded;
            }
        }
    }

    /// <summary>Looks at the whole file without taking anything of it.</summary>
    public virtual Task JudgeAsync(CancellationToken cancellationToken) => LookAsync(Judge, cancellationToken);

    /// <summary>Looks at the whole file, and turns back to its start where the stream can.</summary>
    protected async Task LookAsync(Func<CsvRecords, IRowJudge?> judgeOf, CancellationToken cancellationToken)
    {
        var start = source.Stream.CanSeek ? source.Stream.Position : 0;
        var records = await source.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = records.ConfigureAwait(false);
        if (judgeOf(records) is { } judge)
        {
            while (await records.AdvanceAsync(cancellationToken).ConfigureAwait(false))
            {
                judge.Look();
            }

            judge.Conclude();
        }

        if (source.Stream.CanSeek)
        {
            source.Stream.Position = start;
        }
    }

    /// <summary>Who looks at the file in a first reading; <c>null</c> where there is none.</summary>
    protected virtual IRowJudge? Judge(CsvRecords records) => null;

    /// <summary>Whether there may be a first reading.</summary>
    protected virtual bool IsReadTwice => false;

    /// <summary>Turns to the records that are taken or set aside.</summary>
    protected abstract void Begin(CsvRecords records);

    /// <summary>Fetches what the current record needs from elsewhere.</summary>
    protected virtual ValueTask PrepareAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>What the current record, which may be damaged, gives.</summary>
    /// <param name="taken">What it gives; <c>null</c> where it is in order and gives nothing of its own.</param>
    /// <param name="fault">What is wrong with it.</param>
    protected abstract bool TryTake(out T? taken, out RowFault fault);

    /// <summary>What is heeded of the current record though it is set aside: who refused stays refused.</summary>
    protected virtual ValueTask<HeededRow<T>> HeededAsync(CancellationToken cancellationToken) => ValueTask.FromResult(HeededRow<T>.Nothing);
}
