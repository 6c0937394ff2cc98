using System.Collections.Concurrent;
using System.Net.Mail;

namespace CrmKit.Messaging.Smtp;

/// <summary>Clients of the framework, each with a connection that it keeps between messages.</summary>
internal sealed class SmtpConnections(SmtpSenderOptions options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.Connections, options.Connections);
    private readonly ConcurrentStack<(SmtpClient Client, long Since)> _idle = new();
    private volatile bool _isDisposed;

    /// <summary>Waits for a place among the connections that may be open.</summary>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Leave() => _free.Release();

    /// <summary>A client that was used lately, or a new one.</summary>
    public (SmtpClient Client, bool WasUsed) Take()
    {
        while (_idle.TryPop(out var idle))
        {
            if (time.GetElapsedTime(idle.Since) < options.KeepIdle.ToTimeSpan())
            {
                return (idle.Client, true);
            }

            idle.Client.Dispose();
        }

        return (New(), false);
    }

    public SmtpClient New() => new(options.Host, options.Port)
    {
        EnableSsl = options.Security == SmtpSecurity.StartTls,
        Credentials = options.Credentials,
        Timeout = (int)options.Timeout.TotalMilliseconds,
    };

    public void GiveBack(SmtpClient client)
    {
        _idle.Push((client, time.GetTimestamp()));
        if (_isDisposed)
        {
            Dispose();
        }
    }

    /// <summary>Says goodbye to the server on every idle connection.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        while (_idle.TryPop(out var idle))
        {
            idle.Client.Dispose();
        }
    }
}
