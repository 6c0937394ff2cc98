using System.Runtime.CompilerServices;

namespace CrmKit.Storage;

/// <summary>A store that forgets everything at the end of the program: for tests and small programs, and the model that other stores are compared with.</summary>
/// <remarks>
/// Thread-safe. A reader sees one moment and never waits; writers take turns. A claim looks at every row of the outbox.
/// A stream of changes that writes to the same store while it is being committed waits for itself for ever.
/// </remarks>
public sealed partial class InMemoryCrmStore : IChangeStore, IGateFactsStore, IOutboxStore, IAsyncDisposable
{
    private readonly IClock _clock;
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
        _hasher = new SuppressionHasher(keys);
    }

    /// <summary>As the port of the store promises it.</summary>
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
    public async Task<CommitReport> CommitAsync(IAsyncEnumerable<ChangeSet> changes, CommitMode mode, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        await _writer.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var change = new MemoryChange(State, _hasher, Now);
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

    /// <summary>As the port of the store promises it.</summary>
    public Task<Customer?> FindCustomerAsync(CustomerId customer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(State.Person(customer).Record);
    }

    /// <summary>As the port of the store promises it.</summary>
    public IAsyncEnumerable<Customer> ReadCustomersAsync(CancellationToken cancellationToken = default) =>
        Stream(state => state.People.Values.Select(person => person.Record).OfType<Customer>(), cancellationToken);

    /// <summary>As the port of the store promises it.</summary>
    public IAsyncEnumerable<RecordedEvent> ReadEventsAsync(CancellationToken cancellationToken = default) =>
        Stream(state => state.Events, cancellationToken);

    /// <summary>As the port of the store promises it.</summary>
    public IAsyncEnumerable<RecordedEvent> ReadEventsAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        Stream(state => state.Person(customer).Events, cancellationToken);

    /// <inheritdoc/>
    public Task<GateFacts> LoadFactsAsync(CustomerId customer, DateTimeZone businessZone, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(businessZone);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Facts(State, customer, businessZone, Now));
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<GateFacts> ReadFactsAsync(DateTimeZone businessZone, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(businessZone);
        return Stream(
            state =>
            {
                var now = Now;
                return state.People.Values.Where(person => person.Record is not null).Select(person => Facts(state, person.Id, businessZone, now));
            },
            cancellationToken);
    }

    /// <summary>Lets go of everything.</summary>
    public ValueTask DisposeAsync()
    {
        _isDisposed = true;
        _state = MemoryState.Empty;
        return ValueTask.CompletedTask;
    }

    private GateFacts Facts(MemoryState state, CustomerId customer, DateTimeZone businessZone, Instant now) =>
        state.FactsOf(customer).ToGateFacts(businessZone, now, point => state.IsSuppressed(point, _hasher) ? SuppressionKind.Undeliverable : null);

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

    private async Task<T> WriteAsync<T>(Func<MemoryState, Instant, (MemoryState State, T Result)> change, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var (state, result) = change(State, Now);
            _state = state;
            return result;
        }
        finally
        {
            _writer.Release();
        }
    }
}
