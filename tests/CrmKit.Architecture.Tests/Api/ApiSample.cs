namespace CrmKit.Architecture.Tests;

/// <summary>A surface with one of everything that the printer must show.</summary>
public interface IApiSample;

/// <summary>A surface with one of everything that the printer must show.</summary>
public abstract record ApiSample<TKey, TValue>(TKey Key, string? Note) : IApiSample
    where TKey : notnull
    where TValue : class, IDisposable
{
    public const double Limit = 0.5;

#pragma warning disable CA1051 // The printer must show a field that a subclass sees.
    protected readonly int Kept = 1;
#pragma warning restore CA1051

    public required IReadOnlyList<string?> Parts { get; init; }

    internal int Hidden { get; set; }

    public static explicit operator int(ApiSample<TKey, TValue> value) => value.Kept;

    public abstract TValue? Find(in TKey key, out int at, DayOfWeek day = DayOfWeek.Friday, decimal by = 1.5m, CancellationToken cancellationToken = default);

    protected virtual (int Count, string Name) Pair<T>(params ReadOnlySpan<T?> items)
        where T : struct => (items.Length, string.Empty);
}
