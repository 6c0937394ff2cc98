using System.Runtime.CompilerServices;

namespace CrmKit.Storage;

/// <summary>A store that forgets everything at the end of the program: for tests and small programs, and the model that other stores are compared with.</summary>
/// <remarks>
/// Thread-safe. A reader sees one moment and never waits; writers take turns. A claim looks at the rows that wait or are claimed, whatever became of all others.
/// A stream of changes that writes to the same store while it is being committed waits for itself for ever.
/// </remarks>
public sealed partial class InMemoryCrmStore : ICrmStore
{
    private readonly IClock _clock;
    private readonly IKeyRing _keys;
    private readonly SuppressionHasher _hasher;
    private readonly SemaphoreSlim _writer = new(1, 1);
    private volatile MemoryState _state = MemoryState.Empty;
    private volatile bool _isDisposed;

    /// <summary>Creates an empty store.</summary>
    /// <param name="clock">The clock of everything that the store records.</param>
    /// <param name="keys">The keys of suppression hashes.</param>
    public InMemoryCrmStore(IClock clock, IKeyRing keys)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(keys);
        _clock = clock;
        _keys = keys;
        _hasher = new SuppressionHasher(keys);
    }

    /// <inheritdoc/>
    public IClock Clock => _clock;

    private Instant Now => ColumnInstant.Truncate(_clock.GetCurrentInstant());

    private MemoryState State
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _state;
        }
    }

    /// <inheritdoc/>
    public async Task<CommitReport> CommitAsync(IAsyncEnumerable<ChangeSet> changes, CommitMode mode, Action<EventKey>? conflict, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        await _writer.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var change = MemoryChange.Begin(State, _hasher, Now);
            change.Conflict = conflict;
            await foreach (var part in changes.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                change.Take(part);
            }

            cancellationToken.ThrowIfCancellationRequested();
            _state = mode == CommitMode.Apply ? change.State : _state;
            return change.Report;
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <inheritdoc/>
    public Task AddOptInAsync(OptInRequest request, CancellationToken cancellationToken = default)
    {
        var stored = StoredForm.Of(request);
        return WriteAsync(
            change =>
            {
                change.AddOptIn(stored);
                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<OptInView?> ConfirmOptInAsync(string fingerprint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        return WriteAsync(change => change.ConfirmOptIn(fingerprint), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RecordMerge> MergeAsync(CustomerId survivor, CustomerId absorbed, CancellationToken cancellationToken = default)
    {
        if (survivor == absorbed)
        {
            throw new ArgumentException("A record cannot be merged with itself.", nameof(absorbed));
        }

        return WriteAsync(change => change.Merge(survivor, absorbed), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RecordMerge?> UnmergeAsync(CustomerId absorbed, CancellationToken cancellationToken = default) =>
        WriteAsync(change => change.Unmerge(absorbed), cancellationToken);

    /// <inheritdoc/>
    public Task<int> EraseAsync(IReadOnlyCollection<CustomerId> customers, CancellationToken cancellationToken = default)
    {
        ErasureRules.Check(customers);
        return WriteAsync(change => change.Erase(customers), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> TryGrantIncentiveAsync(CustomerId customer, string incentive, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(incentive);
        return WriteAsync(change => change.TryGrant(customer, incentive), cancellationToken);
    }

    /// <summary>Lets go of everything.</summary>
    public ValueTask DisposeAsync()
    {
        _isDisposed = true;
        _state = MemoryState.Empty;
        return ValueTask.CompletedTask;
    }

    // The snapshot is taken at the first step, as in a database.
    private async IAsyncEnumerable<T> Stream<T>(Func<MemoryState, IEnumerable<T>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var item in read(State))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }

    private Task<T> Read<T>(Func<MemoryState, T> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(read(State));
    }

    private async Task<T> WriteAsync<T>(Func<MemoryChange, T> write, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var change = MemoryChange.Begin(State, _hasher, Now);
            var result = write(change);
            _state = change.State;
            return result;
        }
        finally
        {
            _writer.Release();
        }
    }
}
