namespace CrmKit.Storage;

/// <summary>A double opt-in and where it stands.</summary>
/// <param name="Request">The request.</param>
/// <param name="State">Where it stands by the store's clock.</param>
public sealed record OptInView(OptInRequest Request, OptInState State);
