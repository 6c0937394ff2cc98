using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CrmKit.Adapters.Tests.AspNetCore;

/// <summary>Keeps everything that anybody logs, at every level.</summary>
internal sealed class EveryLog : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, string Text)> _lines = new();

    public ImmutableArray<(string Category, string Text)> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new CategoryLog(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class CategoryLog(EveryLog owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner._lines.Enqueue((category, formatter(state, exception) + exception));
    }
}
