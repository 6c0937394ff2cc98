using System.Buffers;

namespace CrmKit.Messaging;

/// <summary>An enhanced mail system status code (RFC 3463), for example <c>5.1.1</c>: a mailbox that does not exist.</summary>
/// <param name="Class">2 success, 4 for now, 5 for good.</param>
/// <param name="Subject">What it is about: 1 addresses, 2 mailboxes, 4 the network, 7 policy; 0 to 999.</param>
/// <param name="Detail">What exactly, 0 to 999.</param>
public readonly record struct EnhancedStatus(int Class, int Subject, int Detail)
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\r\n;(");

    /// <summary>
    /// Whether it says for good that nothing gets through to this address: no such mailbox or domain, an address that cannot be one, a mailbox that moved away or is disabled, a domain
    /// that takes no mail (5.1.1, 5.1.2, 5.1.3, 5.1.6, 5.1.10, 5.2.1).
    /// </summary>
    /// <remarks>A full mailbox, a policy, a network or a message too large are none of it, however final the code: another message may pass.</remarks>
    public bool IsDeadAddress => this is { Class: 5, Subject: 1, Detail: 1 or 2 or 3 or 6 or 10 } or { Class: 5, Subject: 2, Detail: 1 };

    /// <summary>Reads the code at the beginning of a text, which ends there or goes on after white space.</summary>
    /// <param name="text">The text, what a server said for example.</param>
    /// <param name="status">The code.</param>
    /// <returns>Whether there is one: a class of 2, 4 or 5 and two numbers of one to three digits without leading zeros.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out EnhancedStatus status)
    {
        status = default;
        text = text.TrimStart();
        var end = text.IndexOfAny(Ends);
        var code = end < 0 ? text : text[..end];
        if (code.Length is < 5 or > 9 || code[0] is not ('2' or '4' or '5') || code[1] != '.')
        {
            return false;
        }

        var rest = code[2..];
        var dot = rest.IndexOf('.');
        if (dot < 0 || !TryNumber(rest[..dot], out var subject) || !TryNumber(rest[(dot + 1)..], out var detail))
        {
            return false;
        }

        status = new EnhancedStatus(code[0] - '0', subject, detail);
        return true;
    }

    /// <summary>For example <c>5.1.1</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Class}.{Subject}.{Detail}");

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        if (digits.Length is < 1 or > 3 || (digits.Length > 1 && digits[0] == '0'))
        {
            return false;
        }

        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            number = (number * 10) + digit - '0';
        }

        return true;
    }
}
