namespace CrmKit;

/// <summary>An hour at which contact is not allowed.</summary>
/// <param name="Opens">When it is: the first instant at which these hours allow the contact.</param>
/// <param name="Hours">The hours that forbid it, for example <c>20:00-08:00</c>.</param>
/// <param name="Source">Where that rule comes from, for example a law; <c>null</c> for the business's own.</param>
public readonly record struct HoursClosure(Reopening Opens, string Hours, string? Source = null);
