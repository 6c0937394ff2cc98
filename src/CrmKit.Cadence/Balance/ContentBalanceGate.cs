namespace CrmKit.Cadence;

/// <summary>Closed for an offer that would leave the balance of content: <see cref="ContentBalance"/> as a gate, for the program's own ones.</summary>
/// <remarks>
/// Given to <see cref="GateList.Standard"/> after the house's gates, so that planner and dispatcher ask it alike: planned contacts count when it plans, and each is judged
/// again on what really left. Offers of any class obey; contacts that are part of a purchase or owed by law count neither as contact nor as gift unless they sell. It opens where a promised
/// contact makes room, else on a new fact. O(n log n) in the contacts of the person. Thread-safe.
/// </remarks>
/// <param name="balance">The policy.</param>
public sealed class ContentBalanceGate(ContentBalance balance) : IGate
{
    /// <summary>The name of the rule.</summary>
    public const string Name = "content-balance";

    private readonly ContentBalance _balance = balance ?? throw new ArgumentNullException(nameof(balance));

    /// <inheritdoc/>
    public string Rule => Name;

    /// <inheritdoc/>
    public string Setting => _balance.Setting;

    /// <inheritdoc/>
    public GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(facts);
        if (intent.Kind != TouchKind.Pitch)
        {
            return GateVerdict.Open;
        }

        // What has left has left, whatever clock told its time.
        var made = default(BalanceCounts);
        foreach (var (_, kind) in ContentBalance.InOrder([.. Others(facts.Contacts, intent.Key)]))
        {
            made = made.With(kind);
        }

        var promised = ContentBalance.InOrder([.. Others(facts.Commitments, intent.Key)]);
        var decision = _balance.Decide(TouchKind.Pitch, made, at, promised);
        return decision.IsKept ? GateVerdict.Open : GateVerdict.Closed(Rule, decision.Reason, Opens(made, promised, at));
    }

    private static IEnumerable<ContactRecord> Others(ImmutableArray<ContactRecord> contacts, TouchKey self) =>
        contacts.Where(contact => contact.Key != self);

    // What counts changes only where another contact leaves.
    private Reopening Opens(BalanceCounts made, (Instant At, TouchKind Kind)[] promised, Instant at)
    {
        foreach (var other in promised)
        {
            if (other.At > at && _balance.Decide(TouchKind.Pitch, made, other.At, promised).IsKept)
            {
                return Reopening.At(other.At);
            }
        }

        return Reopening.OnNewFact;
    }
}
