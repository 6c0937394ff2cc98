namespace CrmKit.Messaging.Smtp;

/// <summary>Whether the way to the mail server is encrypted.</summary>
public enum SmtpSecurity
{
    /// <summary>By STARTTLS (RFC 3207) with a certificate that this host trusts for the server's name; where the server offers none, nothing is sent.</summary>
    StartTls = 1,

    /// <summary>Not at all, to a server on this host: <c>localhost</c> or a loopback address.</summary>
    PlainOnLoopback,

    /// <summary>Not at all, wherever the server is: whoever is between reads names, addresses and words. Without credentials.</summary>
    Plain,
}
