using NodaTime.TimeZones;

namespace CrmKit.Import;

/// <summary>From when on a statement counts whose file states a day, or a wall time: what remains open, a refusal wins. Thread-safe.</summary>
internal sealed class ConsentMoments
{
    private static readonly ZoneLocalMappingResolver First = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnForwardShifted);
    private static readonly ZoneLocalMappingResolver Second = Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnForwardShifted);

    private readonly DateTimeZone _zone;

    public ConsentMoments(ConsentCsvOptions options, string parameter)
    {
        _zone = options.BusinessZone;
        Agreements = new MomentText(options.Format, options.DatePattern, _zone, First, parameter);
        Refusals = new MomentText(options.Format, options.DatePattern, _zone, Second, parameter);
    }

    public MomentText Agreements { get; }

    public MomentText Refusals { get; }

    /// <summary>From when on a refusal counts; <c>null</c> for a day that ends beyond the calendar.</summary>
    public Instant? OfRefusal(Moment when) => Refusals.HasTime ? when.At
        : when.Day < LocalDate.MaxIsoValue ? ConsentColumns.EndOf(_zone, when)
        : null;
}
