namespace CrmKit.AspNetCore;

/// <summary>A purpose in words that the person understands.</summary>
/// <param name="Purpose">The purpose.</param>
/// <param name="Title">What it is called, for example <c>Offers and news</c>.</param>
/// <param name="Description">One sentence about what comes; <c>null</c> for none.</param>
public sealed record PurposeText(Purpose Purpose, string Title, string? Description = null);
