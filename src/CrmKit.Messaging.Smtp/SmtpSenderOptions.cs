using System.Net;

namespace CrmKit.Messaging.Smtp;

/// <summary>Which mail server, who writes, and how many messages leave at once.</summary>
public sealed record SmtpSenderOptions
{
    /// <summary>The mail server's name or address.</summary>
    public required string Host { get; init; }

    /// <summary>The sender's e-mail address, ASCII.</summary>
    public required string From { get; init; }

    /// <summary>The sender's name; <c>null</c> for the address alone.</summary>
    public string? FromName { get; init; }

    /// <summary>The server's port, 1 to 65,535, default 587 (RFC 6409). Port 465, where TLS comes before SMTP, is not spoken by the framework's client.</summary>
    public int Port { get; init; } = 587;

    /// <summary>Whether the way is encrypted. Default <see cref="SmtpSecurity.StartTls"/>.</summary>
    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>What to log in with; <c>null</c>, the default, for a server that asks for nothing.</summary>
    public NetworkCredential? Credentials { get; init; }

    /// <summary>The mailbox that gets the delivery reports, the <c>Sender</c> of the message and its return path; <c>null</c>, the default, for <see cref="From"/>.</summary>
    public string? ReportsTo { get; init; }

    /// <summary>Connections at most, and so messages that leave at the same time. 1 to 100, default 4.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>How long an unused connection is kept for the next message. Zero to 10 minutes, default 20 seconds: servers hang up on the idle.</summary>
    public Duration KeepIdle { get; init; } = Duration.FromSeconds(20);

    /// <summary>How long one message may take, connecting included. 1 second to 30 minutes, default 100 seconds.</summary>
    public Duration Timeout { get; init; } = Duration.FromSeconds(100);

    /// <summary>How long to wait after what may pass: a server that is away, busy or puts off. Zero to 30 days, default 10 minutes.</summary>
    public Duration RetryWait { get; init; } = Duration.FromMinutes(10);

    internal SmtpSenderOptions Checked()
    {
        Require(!string.IsNullOrWhiteSpace(Host), nameof(Host), "A mail server has a name or an address.");
        Check(Port is >= 1 and <= 65_535, nameof(Port), Port, "1 to 65535");
        Check(Enum.IsDefined(Security), nameof(Security), Security, "StartTls, PlainOnLoopback or Plain");
        Check(Connections is >= 1 and <= 100, nameof(Connections), Connections, "1 to 100 connections");
        Check(KeepIdle >= Duration.Zero && KeepIdle <= Duration.FromMinutes(10), nameof(KeepIdle), KeepIdle, "zero to 10 minutes");
        Check(Timeout >= Duration.FromSeconds(1) && Timeout <= Duration.FromMinutes(30), nameof(Timeout), Timeout, "1 second to 30 minutes");
        Check(RetryWait >= Duration.Zero && RetryWait <= Duration.FromDays(30), nameof(RetryWait), RetryWait, "zero to 30 days");
        Require(
            Security != SmtpSecurity.PlainOnLoopback || IsLoopback(Host),
            nameof(Host),
            "Without encryption the server is on this host, localhost or a loopback address; Plain says that it may be elsewhere.");
        Require(Security != SmtpSecurity.Plain || Credentials is null, nameof(Credentials), "Credentials are not sent without encryption to another host.");
        return this;
    }

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static void Require(bool holds, string name, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message, name);
        }
    }

    private static void Check(bool holds, string name, object value, string range)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be {range}.");
        }
    }
}
