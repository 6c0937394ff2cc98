namespace CrmKit.Scheduling;

/// <summary>Why a customer may be contacted, with what that costs and brings besides the contact itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind, for the caps.</param>
/// <param name="ExtraCost">Cost of one contact beside the channel's, minor units, 0 to 1,000,000,000.</param>
/// <param name="Campaign">Index of the campaign whose budget pays, or -1.</param>
/// <param name="Lag">Days from the contact to the work that it brings, 0 to 10,000.</param>
public sealed record TouchReason(string Name, ContactKind Kind, long ExtraCost, int Campaign, int Lag);
