namespace CrmKit.Adapters.Tests.Messaging;

/// <summary>Mails that come back, in the form of those that servers send; the examples of RFC 3464, appendix E, and RFC 5965, appendix B, are their models.</summary>
internal static class Reports
{
    public const string Returned = "<0123456789abcdef0123456789abcdef.0123456789abcdef0123456789abcdef@example.com>";

    public static string Postfix(string status = "5.1.1", string action = "failed", string messageId = Returned, string diagnostic = "smtp; 550 5.1.1 <anna@example.net>: Recipient address rejected: User unknown") => Lines($"""
        Return-Path: <>
        Date: Mon,  9 Mar 2026 08:05:09 +0100 (CET)
        From: MAILER-DAEMON@mx.example.com (Mail Delivery System)
        Subject: Undelivered Mail Returned to Sender
        To: shop@example.com
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
        	boundary="4F1.1741503909/mx.example.com"
        Content-Transfer-Encoding: 8bit

        This is a MIME-encapsulated message.

        --4F1.1741503909/mx.example.com
        Content-Description: Notification
        Content-Type: text/plain; charset=us-ascii

        I'm sorry to have to inform you that your message could not
        be delivered to one or more recipients.

        --4F1.1741503909/mx.example.com
        Content-Description: Delivery report
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.com
        Arrival-Date: Mon,  9 Mar 2026 08:05:07 +0100 (CET)

        Final-Recipient: rfc822; anna@example.net
        Original-Recipient: rfc822;anna@example.net
        Action: {action}
        Status: {status}
        Remote-MTA: dns; mx.example.net
        Diagnostic-Code: {diagnostic}

        --4F1.1741503909/mx.example.com
        Content-Description: Undelivered Message
        Content-Type: message/rfc822
        Content-Transfer-Encoding: 8bit

        Received: from shop (localhost [127.0.0.1])
        Message-ID:
         {messageId}
        From: shop@example.com
        To: anna@example.net
        Subject: Hello

        Good morning.

        --4F1.1741503909/mx.example.com--
        """);

    public static string Delayed(string messageId = Returned) => Postfix("4.4.1", "delayed", messageId, "X-Postfix; connect to mx.example.net: Connection timed out").Replace("message/rfc822", "text/rfc822-headers", StringComparison.Ordinal);

    public static string Abuse(string type = "abuse", string messageId = Returned) => Lines($"""
        From: <abusedesk@example.com>
        Date: Thu, 8 Mar 2005 17:40:36 EDT
        Subject: FW: Earn money
        To: <abuse@example.net>
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=feedback-report;
             boundary="part1_13d.2e68ed54_boundary"

        --part1_13d.2e68ed54_boundary
        Content-Type: text/plain; charset="US-ASCII"
        Content-Transfer-Encoding: 7bit

        This is an email abuse report for an email message received from IP
        192.0.2.1 on Thu, 8 Mar 2005 14:00:00 EDT.

        --part1_13d.2e68ed54_boundary
        Content-Type: message/feedback-report

        Feedback-Type: {type}
        User-Agent: SomeGenerator/1.0
        Version: 1

        --part1_13d.2e68ed54_boundary
        Content-Type: message/rfc822
        Content-Disposition: inline

        From: <shop@example.com>
        Received: from mailserver.example.net (mailserver.example.net [192.0.2.1])
        To: <redacted>
        Subject: Hello
        Message-Id: {messageId}

        Good morning.

        --part1_13d.2e68ed54_boundary--
        """);

    public static string Vacation(string header = "Auto-Submitted: auto-replied (vacation)") => Lines($"""
        From: anna@example.net
        To: shop@example.com
        Subject: Out of office: Hello
        In-Reply-To: {Returned}
        {header}
        Content-Type: text/plain; charset=utf-8

        I am away until 550 5.1.1 Monday.
        """);

    public static string Lines(string text) => text.ReplaceLineEndings("\r\n");
}
