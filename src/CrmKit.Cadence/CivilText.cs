using NodaTime.Text;

namespace CrmKit.Cadence;

/// <summary>Dates as they stand in occurrence keys.</summary>
internal static class CivilText
{
    public static string Of(LocalDate date) => LocalDatePattern.Iso.Format(date);
}
