using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>A fresh store with a clock and keys that the cases move.</summary>
public sealed class StoreUnderTest : IAsyncDisposable
{
    private readonly Func<IClock, IKeyRing, CancellationToken, Task<ICrmStore>> _open;
    private ICrmStore? _store;

    /// <summary>Prepares a store.</summary>
    /// <param name="open">Opens it: empty at the first call; with what was committed at every later one, where it is durable.</param>
    /// <param name="isDurable">Whether what was committed is there again after closing and opening.</param>
    public StoreUnderTest(Func<IClock, IKeyRing, CancellationToken, Task<ICrmStore>> open, bool isDurable)
    {
        ArgumentNullException.ThrowIfNull(open);
        _open = open;
        IsDurable = isDurable;
    }

    /// <summary>The clock that the store was opened with.</summary>
    public ManualClock Clock { get; } = new();

    /// <summary>The keys that the store was opened with.</summary>
    public RotatingKeyRing Keys { get; } = new();

    /// <summary>Whether what was committed is there again after closing and opening.</summary>
    public bool IsDurable { get; }

    /// <summary>The store.</summary>
    /// <exception cref="InvalidOperationException">It is not open.</exception>
    public ICrmStore Store => _store ?? throw new InvalidOperationException("Open the store first.");

    /// <summary>Opens the store; closes it first where it is open and durable, and leaves it as it is where it is not durable.</summary>
    /// <param name="cancellationToken">Stops the opening.</param>
    public async Task ReopenAsync(CancellationToken cancellationToken = default)
    {
        if (_store is not null && !IsDurable)
        {
            return;
        }

        await DisposeAsync().ConfigureAwait(false);
        _store = await _open(Clock, Keys, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_store is { } store)
        {
            _store = null;
            await store.DisposeAsync().ConfigureAwait(false);
        }
    }
}
