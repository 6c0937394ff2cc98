using NodaTime;

namespace CrmKit.Calendars;

/// <summary>One return of a date.</summary>
/// <param name="Date">The day on which it is kept.</param>
/// <param name="Years">Whole years since the date, 1 or more; <c>null</c> where its year is not known.</param>
public readonly record struct AnniversaryDay(LocalDate Date, int? Years);
