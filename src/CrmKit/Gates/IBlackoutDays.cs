namespace CrmKit;

/// <summary>Days on which the business contacts nobody. A port for calendars of the program's own; <see cref="Blackout"/> is a stretch of days, <see cref="ClosedDays"/> a business calendar.</summary>
/// <remarks>Implementations are immutable or thread-safe, give the same answer to the same question, and throw nothing for a day of the ISO calendar.</remarks>
public interface IBlackoutDays
{
    /// <summary>The name of the blackout that a day lies in, for example <c>stocktaking</c>; <c>null</c> where it lies in none.</summary>
    /// <param name="day">The day where the person is, on whose calendar the contact is read.</param>
    /// <param name="channel">The channel.</param>
    string? NameOn(LocalDate day, Channel channel);
}
