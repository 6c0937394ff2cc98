using System.Text;

namespace CrmKit.Messaging;

/// <summary>Reads what mail servers send back: delivery status notifications (RFC 3464) and feedback reports of mail providers (RFC 5965).</summary>
/// <remarks>
/// Any octets are an answer, never an exception. Time and memory are linear in the input and bounded: the first 256 KiB are looked at, multiparts to a depth of
/// eight, fifty of them with a hundred parts each. Thread-safe.
/// </remarks>
public static class DeliveryReportReader
{
    /// <summary>Octets of a mail that are looked at; the report stands in front of what it returns.</summary>
    public const int MaxOctets = 1 << 18;

    private const int MaxDepth = 8;
    private const int MaxMultiparts = 50;
    private const int MaxBlocks = 1000;
    private const int MaxMessageId = 998;

    /// <summary>Reads a mail.</summary>
    /// <param name="mail">The mail with its headers, as it came.</param>
    public static DeliveryReport Read(ReadOnlySpan<byte> mail)
    {
        // Latin-1 keeps every octet as one character.
        var text = Encoding.Latin1.GetString(mail[..Math.Min(mail.Length, MaxOctets)]);
        var whole = MimePart.Read(text.AsMemory());
        var multiparts = MaxMultiparts;
        if (Report(whole, depth: 0, ref multiparts) is { } parts && Read(parts) is { } report)
        {
            return report;
        }

        return new DeliveryReport(IsAutomatic(whole.Fields) ? DeliveryKind.AutomaticReply : DeliveryKind.NotAReport);
    }

    /// <summary>Reads a mail from a file or a network.</summary>
    /// <param name="mail">The mail with its headers; read up to <see cref="MaxOctets"/>, and left open.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="IOException">The stream failed.</exception>
    public static async Task<DeliveryReport> ReadAsync(Stream mail, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var octets = new byte[MaxOctets];
        var read = await mail.ReadAtLeastAsync(octets, MaxOctets, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return Read(octets.AsSpan(0, read));
    }

    /// <summary>The parts of the first multipart/report; lists and gateways may have put it into another multipart.</summary>
    private static ImmutableArray<MimePart>? Report(MimePart part, int depth, ref int multiparts)
    {
        if (depth > MaxDepth || !part.Type.StartsWith("multipart/", StringComparison.Ordinal) || --multiparts < 0)
        {
            return null;
        }

        var parts = part.Parts();
        if (string.Equals(part.Type, "multipart/report", StringComparison.Ordinal))
        {
            return parts;
        }

        foreach (var inner in parts)
        {
            if (Report(inner, depth + 1, ref multiparts) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static DeliveryReport? Read(ImmutableArray<MimePart> parts)
    {
        var messageId = parts.Select(ReturnedId).FirstOrDefault(id => id is not null);
        foreach (var part in parts)
        {
            switch (part.Type)
            {
                case "message/delivery-status" or "message/global-delivery-status":
                    return Delivery(part.Decoded().Span, messageId);
                case "message/feedback-report":
                    return Feedback(MimeFields.Read(part.Decoded().Span, out _), messageId);
                case "message/disposition-notification" or "message/global-disposition-notification":
                    return new DeliveryReport(DeliveryKind.AutomaticReply, messageId);
            }
        }

        return null;
    }

    private static DeliveryReport? Delivery(ReadOnlySpan<char> text, string? messageId)
    {
        DeliveryReport? best = null;

        // RFC 3464, 2.1: fields of the message, then those of each recipient, with empty lines between.
        for (var block = 0; block < MaxBlocks && !(text = text.TrimStart("\r\n")).IsEmpty; block++)
        {
            var fields = MimeFields.Read(text, out var length);
            text = text[length..];
            if (Recipient(fields) is { } found)
            {
                // A message of ours has one recipient. Where an alias made several of it, the one that fared best says whether the address works.
                best = best is null || found.Kind < best.Kind ? found with { MessageId = messageId } : best;
            }
        }

        return best;
    }

    private static DeliveryReport? Recipient(MimeFields fields)
    {
        EnhancedStatus? status = EnhancedStatus.TryParse(fields["Status"], out var own) ? own : null;
        if (status is null or { Subject: 0, Detail: 0 } && Diagnosed(fields["Diagnostic-Code"]) is { } diagnosed)
        {
            status = diagnosed;
        }

        DeliveryKind? kind = fields.Value("Action") switch
        {
            "failed" => status is { IsDeadAddress: true } ? DeliveryKind.Hard : DeliveryKind.Soft,
            "delayed" => DeliveryKind.Soft,
            "delivered" or "relayed" or "expanded" => DeliveryKind.Delivered,
            _ => null,
        };
        return kind is { } known ? new DeliveryReport(known, Status: status) : null;
    }

    /// <summary>The enhanced code in what the far server said, <c>smtp; 550 5.1.1 ...</c>, where the report itself is vague (RFC 3464, 2.3.6).</summary>
    private static EnhancedStatus? Diagnosed(ReadOnlySpan<char> text)
    {
        var semicolon = text.IndexOf(';');
        if (semicolon < 0 || !text[..semicolon].Trim().Equals("smtp", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var reply = text[(semicolon + 1)..].TrimStart();
        return reply.Length > 4 && char.IsAsciiDigit(reply[0]) && char.IsAsciiDigit(reply[1]) && char.IsAsciiDigit(reply[2]) && reply[3] is ' ' or '-'
            && EnhancedStatus.TryParse(reply[4..], out var status) && status.Class == reply[0] - '0'
            ? status
            : null;
    }

    /// <summary>Feedback types that say that the person does not want it (RFC 5965, 7.3). What a filter found, or that it was wanted after all, is no complaint.</summary>
    private static DeliveryReport? Feedback(MimeFields fields, string? messageId) => fields.Value("Feedback-Type") switch
    {
        "abuse" or "fraud" or "opt-out" or "opt-out-list" or "other" => new DeliveryReport(DeliveryKind.Complaint, messageId),
        _ => null,
    };

    private static string? ReturnedId(MimePart part)
    {
        var isReturned = part.Type is "message/rfc822" or "message/rfc822-headers" or "text/rfc822-headers" or "message/global" or "message/global-headers";
        return isReturned && MimeFields.Read(part.Decoded().Span, out _)["Message-ID"] is { Length: <= MaxMessageId } id ? id : null;
    }

    /// <summary>RFC 3834, 5, and what programs older than it say.</summary>
    private static bool IsAutomatic(MimeFields fields) =>
        fields.Value("Auto-Submitted") is not ("" or "no")
        || fields["X-Autoreply"] is not null
        || fields["X-Autorespond"] is not null
        || fields.Value("Precedence") is "auto_reply";
}
