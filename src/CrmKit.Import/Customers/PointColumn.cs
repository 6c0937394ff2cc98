namespace CrmKit.Import;

/// <summary>A further column of contact points.</summary>
/// <param name="Channel">What its addresses are.</param>
/// <param name="Column">Its name.</param>
public sealed record PointColumn(Channel Channel, string Column);
