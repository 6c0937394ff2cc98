namespace CrmKit;

/// <summary>One statement of a person about one purpose at one contact point. Statements are only ever added.</summary>
/// <param name="Customer">Who said it.</param>
/// <param name="Point">The contact point it is about.</param>
/// <param name="Purpose">The purpose it is about.</param>
/// <param name="State">What was said.</param>
/// <param name="OccurredAt">When it was said.</param>
/// <param name="Source">Where it was said, for example <c>web form</c> or a file's name; at most 200 characters, no personal data.</param>
public sealed record ConsentEntry(
    CustomerId Customer,
    ContactPoint Point,
    Purpose Purpose,
    ConsentState State,
    Instant OccurredAt,
    string Source);
