namespace CrmKit.DependencyInjection;

/// <summary>How the hosted dispatcher works.</summary>
public sealed record HostedDispatcherOptions
{
    /// <summary>Time between two looks into the outbox. 1 second to 1 day, default one minute.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromMinutes(1);
}
