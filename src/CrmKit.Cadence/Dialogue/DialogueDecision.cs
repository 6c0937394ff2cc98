namespace CrmKit.Cadence;

/// <summary>How much a business says for what comes back.</summary>
/// <param name="Kind">What it is found to be.</param>
/// <param name="Outbound">Contacts that an answer could have come to, 0 or more.</param>
/// <param name="Inbound">Times that the person was heard of, 0 or more.</param>
/// <param name="ToOne">Contacts to one answer; <c>null</c> where nothing came back.</param>
/// <param name="AtLeastToOne">The lower limit of that ratio at the level of the options, 0 or more and finite; 0 where nothing happened.</param>
/// <param name="Reason">Why, with the figures.</param>
public sealed record DialogueDecision(DialogueKind Kind, int Outbound, int Inbound, double? ToOne, double AtLeastToOne, Reason Reason);
