namespace CrmKit.Desk;

/// <summary>The clock of a rehearsal: it shows what it is set to.</summary>
internal sealed class ForecastClock(Instant start) : IClock
{
    public Instant Now { get; set; } = start;

    public Instant GetCurrentInstant() => Now;
}
