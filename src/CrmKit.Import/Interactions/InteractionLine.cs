namespace CrmKit.Import;

/// <summary>One row in order.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Row">What it states.</param>
/// <param name="Key">The fingerprint of its own key; of no meaning where it has none.</param>
/// <param name="Content">All that it states but its key, as a number.</param>
internal readonly record struct InteractionLine(InteractionType Type, InteractionRow Row, UInt128 Key, UInt128 Content);
