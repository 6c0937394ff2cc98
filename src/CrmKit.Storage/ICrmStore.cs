namespace CrmKit.Storage;

/// <summary>Everything that the loop needs of a store. An instance is bound to one tenant and one clock; it loads facts and never judges.</summary>
/// <remarks>
/// <para>Implementations are thread-safe and wrap every driver error in <see cref="CrmStoreException"/>. They pass the conformance suite of <c>CrmKit.Testing.Conformance</c>.</para>
/// <para>
/// A transaction records under the instant at which it began, and never before what is recorded already: while the clock shows less than that, a microsecond
/// after it (<see cref="RecordingInstant"/>). An agreement that is recorded so counts once the clock has caught up; a refusal counts at once. An instant is
/// past once the store's clock has gone beyond it and no transaction that began by then is under way, or once something is recorded after it, which holds
/// even where the clock goes back then: it reads the same for ever, people aside who are forgotten and what a purge took (<see cref="IRetentionStore"/>). Several transactions may record under the instant at
/// which a clock stands still.
/// </para>
/// </remarks>
public interface ICrmStore :
    IChangeStore, ICustomerStore, ITimelineStore, IGateFactsStore, IConsentStore, IOptInStore, IMergeStore, IErasureStore, IIncentiveStore, IOutboxStore, IAsyncDisposable
{
    /// <summary>The clock of everything that the store records and claims; what works on the store reads the same one.</summary>
    IClock Clock { get; }
}
