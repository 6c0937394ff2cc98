namespace CrmKit.Cadence;

/// <summary>One question that may be asked of one person within some days.</summary>
/// <param name="Question">Its place among the questions: the first is the most important.</param>
/// <param name="Occurrence">What it follows, as its key names it.</param>
/// <param name="Since">The day of that.</param>
/// <param name="Window">The days.</param>
/// <param name="Regards">The event that it is about; <c>null</c> for a period.</param>
internal sealed record SurveyItem(int Question, string Occurrence, LocalDate Since, DateInterval Window, EventKey? Regards);
