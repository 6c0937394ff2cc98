namespace CrmKit.DependencyInjection;

/// <summary>How the hosted dispatcher works.</summary>
public sealed record HostedDispatcherOptions
{
    /// <summary>Time between two looks into the outbox. 1 second to 1 day, default one minute.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromMinutes(1);

    internal static HostedDispatcherOptions Checked(HostedDispatcherOptions options) =>
        options.Period >= TimeSpan.FromSeconds(1) && options.Period <= TimeSpan.FromDays(1)
            ? options
            : throw new ArgumentOutOfRangeException(nameof(options), options.Period, "Period must be 1 second to 1 day.");
}
