using System.Collections.Concurrent;
using CrmKit.Messaging;
using Microsoft.Extensions.Logging;

namespace CrmKit.Adapters.Tests.Messaging.Dispatch;

/// <summary>Keeps every line as a console would print it, with the exception where one is given.</summary>
internal sealed class ListLog : ILogger<Dispatcher>
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");
}
