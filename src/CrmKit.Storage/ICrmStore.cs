namespace CrmKit.Storage;

/// <summary>Everything that the loop needs of a store. An instance is bound to one tenant and one clock; it loads facts and never judges.</summary>
/// <remarks>Implementations are thread-safe and wrap every driver error in <see cref="CrmStoreException"/>. They pass the conformance suite of <c>CrmKit.Testing.Conformance</c>.</remarks>
public interface ICrmStore :
    IChangeStore, ICustomerStore, ITimelineStore, IGateFactsStore, IOptInStore, IMergeStore, IErasureStore, IIncentiveStore, IOutboxStore, IAsyncDisposable
{
    /// <summary>The clock of everything that the store records and claims; what works on the store reads the same one.</summary>
    IClock Clock { get; }
}
