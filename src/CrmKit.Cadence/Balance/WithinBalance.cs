namespace CrmKit.Cadence;

/// <summary>Passes on what another source proposes, but for offers that would leave the balance of content as the history stands.</summary>
/// <remarks>Each candidate is judged by itself on what has happened; what is chosen of several is judged by <see cref="ContentBalanceGate"/>. Thread-safe where the source is.</remarks>
/// <param name="source">The source.</param>
/// <param name="balance">The policy.</param>
public sealed class WithinBalance(ITouchSource source, ContentBalance balance) : ITouchSource
{
    private readonly ITouchSource _source = source ?? throw new ArgumentNullException(nameof(source));
    private readonly ContentBalance _balance = balance ?? throw new ArgumentNullException(nameof(balance));

    /// <inheritdoc/>
    public bool BeginsAnew => source.BeginsAnew;

    /// <inheritdoc/>
    public IEnumerable<TouchCandidate> Propose(CustomerSnapshot customer, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return _source.Propose(customer, today)
            .Where(candidate => _balance.Decide(candidate.Kind ?? TouchClassRules.UsualKind(candidate.Class), customer.History.Summary).IsKept);
    }
}
