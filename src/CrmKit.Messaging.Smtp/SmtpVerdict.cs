using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;

namespace CrmKit.Messaging.Smtp;

/// <summary>Sorts what the framework's client throws by what to do next.</summary>
internal static class SmtpVerdict
{
    // How the client quotes what the server said.
    private const string Quote = "The server response was: ";

    /// <summary>The outcome, or <c>null</c> where nobody knows whether the message left.</summary>
    public static SendOutcome? Of(SmtpException error, bool hasBodyBegun, Duration wait)
    {
        var code = (int)error.StatusCode;
        if (code is >= 400 and <= 599)
        {
            // The server said no, at whatever stage: it does not have the message.
            return Said(code, error, wait);
        }

        return hasBodyBegun ? null : SendOutcome.RetryAfter(wait, Detail(error.InnerException));
    }

    private static SendOutcome Said(int code, SmtpException error, Duration wait)
    {
        var status = Enhanced(code, error.Message);
        var detail = status is { } enhanced ? string.Create(CultureInfo.InvariantCulture, $"smtp-{code}-{enhanced}") : string.Create(CultureInfo.InvariantCulture, $"smtp-{code}");

        // 530, 534, 535, 538: the server asks for encryption or another login (RFC 4954). The messages are not to blame.
        if (code < 500 || code is 530 or 534 or 535 or 538)
        {
            return SendOutcome.RetryAfter(wait, detail);
        }

        return status is { IsDeadAddress: true } ? SendOutcome.Suppress(detail) : SendOutcome.GiveUp(detail);
    }

    /// <summary>The enhanced code at the beginning of what the server said; none where it does not fit the reply (RFC 3463, 2).</summary>
    private static EnhancedStatus? Enhanced(int code, string message)
    {
        var at = message.IndexOf(Quote, StringComparison.Ordinal);
        return at >= 0 && EnhancedStatus.TryParse(message.AsSpan(at + Quote.Length), out var status) && status.Class == code / 100 ? status : null;
    }

    private static string Detail(Exception? cause) => cause switch
    {
        SocketException => "smtp-connect",
        AuthenticationException => "smtp-certificate",
        IOException => "smtp-io",
        _ => "smtp-failed",
    };
}
