namespace CrmKit;

/// <summary>A time zone with its provenance.</summary>
/// <remarks><c>default</c> has no zone and never comes out of <see cref="Resolve"/>.</remarks>
/// <param name="Zone">The zone, from NodaTime's Tzdb provider.</param>
/// <param name="Source">Where it comes from.</param>
public readonly record struct CustomerZone(DateTimeZone Zone, ZoneSource Source)
{
    /// <summary>The person's own zone, else the business's.</summary>
    /// <param name="customer">The customer, or <c>null</c> where the program keeps no record of the person.</param>
    /// <param name="business">The zone of the business.</param>
    /// <exception cref="ArgumentNullException"><paramref name="business"/> is null.</exception>
    public static CustomerZone Resolve(Customer? customer, DateTimeZone business)
    {
        ArgumentNullException.ThrowIfNull(business);
        return customer?.Zone is { } own ? own : new CustomerZone(business, ZoneSource.Business);
    }
}
