using NodaTime;

namespace CrmKit.Calendars;

/// <summary>One row of a <see cref="ContactHoursTable"/>: who may be contacted when, and by what authority.</summary>
/// <remarks>The codes are the caller's own words, compared by ordinal; <c>null</c> stands for any.</remarks>
public sealed record ContactHoursRule
{
    /// <summary>Creates a row.</summary>
    /// <param name="region">ISO 3166-1 country, such as <c>US</c>, or ISO 3166-2 subdivision, such as <c>US-TX</c>; <c>null</c> for any.</param>
    /// <param name="channel">Channel; <c>null</c> for any.</param>
    /// <param name="purpose">Purpose; <c>null</c> for any.</param>
    /// <param name="allowed">When contact is allowed, on the clock of the person contacted; closed days, such as holidays, are part of it.</param>
    /// <param name="provenance">The law or the agreement that says so, and its date.</param>
    /// <exception cref="ArgumentNullException"><paramref name="allowed"/> is null.</exception>
    /// <exception cref="ArgumentException">The region is not of that form, or a code or the provenance is blank.</exception>
    public ContactHoursRule(string? region, string? channel, string? purpose, BusinessHours allowed, string provenance)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        ArgumentException.ThrowIfNullOrWhiteSpace(provenance);
        Region = region is null ? null : RegionCode.Required(region);
        Channel = NotBlank(channel, nameof(channel));
        Purpose = NotBlank(purpose, nameof(purpose));
        Allowed = allowed;
        Provenance = provenance;
    }

    /// <summary>ISO 3166 code; <c>null</c> for any region.</summary>
    public string? Region { get; }

    /// <summary>Channel; <c>null</c> for any.</summary>
    public string? Channel { get; }

    /// <summary>Purpose; <c>null</c> for any.</summary>
    public string? Purpose { get; }

    /// <summary>When contact is allowed, on the clock of the person contacted.</summary>
    public BusinessHours Allowed { get; }

    /// <summary>The law or the agreement that says so, and its date.</summary>
    public string Provenance { get; }

    /// <summary>Telephone solicitation in the United States: 8 to 21 o'clock at the called party's location.</summary>
    /// <remarks>
    /// 47 CFR 64.1200(c)(1): no telephone solicitation to a residential subscriber before 8 a.m. or after 9 p.m., local time at the called party's location.
    /// The rule here ends with the minute before 9 p.m. States have narrower hours: they are rows for the user to add.
    /// </remarks>
    /// <param name="channel">The caller's word for the telephone; <c>null</c> for any channel.</param>
    /// <param name="purpose">The caller's word for solicitation; <c>null</c> for any purpose.</param>
    /// <exception cref="ArgumentException">A code is blank.</exception>
    public static ContactHoursRule UnitedStatesTelephone(string? channel, string? purpose) => new(
        "US",
        channel,
        purpose,
        new BusinessHours(WeeklyHours.Closed.With(WeekMask.AllDays, new DailyHours(new LocalTime(8, 0), new LocalTime(21, 0)))),
        "47 CFR 64.1200(c)(1): telephone solicitation 8 a.m. to 9 p.m. local time at the called party's location");

    /// <summary>For example <c>US telephone *</c>.</summary>
    public override string ToString() => $"{Region ?? "*"} {Channel ?? "*"} {Purpose ?? "*"}";

    private static string? NotBlank(string? code, string name) => code is null || !string.IsNullOrWhiteSpace(code)
        ? code
        : throw new ArgumentException("The code must not be blank; null stands for any.", name);
}
