using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;

namespace CrmKit.EndToEnd.Tests.Privacy;

/// <summary>Listens to all that a program tells of itself: every log line, every metric with its tags, every exception from its first throw on.</summary>
internal sealed class Overheard : ILoggerFactory, ILogger, IDisposable
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<string> _metrics = new();
    private readonly ConcurrentQueue<(string Type, string Text)> _exceptions = new();
    private readonly MeterListener _meters = new();

    public Overheard()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith("CrmKit", StringComparison.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>(Measured);
        _meters.SetMeasurementEventCallback<int>(Measured);
        _meters.SetMeasurementEventCallback<double>(Measured);
        _meters.Start();
        AppDomain.CurrentDomain.FirstChanceException += Thrown;
    }

    public IReadOnlyCollection<string> Lines => _lines;

    public IReadOnlyCollection<string> Metrics => _metrics;

    /// <summary>Each with its type, and with what <see cref="Exception.ToString"/> gives and its data hold.</summary>
    public IReadOnlyCollection<(string Type, string Text)> Exceptions => _exceptions;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        _lines.Enqueue($"scope {state}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(", ", pairs) : null;
        _lines.Enqueue($"{logLevel} {formatter(state, exception)} {values} {exception}");
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.FirstChanceException -= Thrown;
        _meters.RecordObservableInstruments();
        _meters.Dispose();
    }

    private void Measured<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state) =>
        _metrics.Enqueue($"{instrument.Name} {value} {string.Join(", ", tags.ToArray())}");

    private void Thrown(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        var data = string.Join(", ", thrown.Exception.Data.Keys.Cast<object>().Select(key => $"{key}={thrown.Exception.Data[key]}"));
        _exceptions.Enqueue((thrown.Exception.GetType().FullName!, $"{thrown.Exception} {data}"));
    }
}
