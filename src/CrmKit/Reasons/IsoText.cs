using NodaTime.Text;

namespace CrmKit;

/// <summary>ISO 8601 texts, the invariant forms of civil dates and instants.</summary>
internal static class IsoText
{
    public static string Of(LocalDate date) => LocalDatePattern.Iso.Format(date);

    public static string Of(Instant instant) => InstantPattern.ExtendedIso.Format(instant);
}
