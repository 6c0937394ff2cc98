using System.Text;
using CrmKit.Messaging;

namespace CrmKit.Adapters.Tests.Messaging;

public sealed class DeliveryReportTests
{
    [Theory]
    [InlineData("failed", "5.1.1", DeliveryKind.Hard)]
    [InlineData("Failed", "5.1.10", DeliveryKind.Hard)]
    [InlineData("failed", "5.2.1 (mailbox disabled)", DeliveryKind.Hard)]
    [InlineData("failed", "5.2.2", DeliveryKind.Soft)]
    [InlineData("failed", "5.7.1", DeliveryKind.Soft)]
    [InlineData("failed", "4.4.7", DeliveryKind.Soft)]
    [InlineData("failed", "nonsense", DeliveryKind.Hard)]
    [InlineData("failed", "5.0.0", DeliveryKind.Hard)]
    [InlineData("delayed", "5.1.1", DeliveryKind.Soft)]
    [InlineData("delivered", "2.0.0", DeliveryKind.Delivered)]
    [InlineData("relayed", "2.0.0", DeliveryKind.Delivered)]
    [InlineData("expanded", "2.1.5", DeliveryKind.Delivered)]
    public void Delivery_report_says_what_became_of_the_message(string action, string status, DeliveryKind expected)
    {
        var report = Read(Reports.Postfix(status, action));
        Assert.Equal((expected, Reports.Returned), (report.Kind, report.MessageId));
    }

    // What the far server said counts where the report itself is vague, and only in the form of RFC 3464, 2.3.6.
    [Theory]
    [InlineData("smtp; 550 5.1.1 no such user", DeliveryKind.Hard)]
    [InlineData("smtp;550-5.1.1 no such user", DeliveryKind.Hard)]
    [InlineData("smtp; 550 4.1.1 no such user", DeliveryKind.Soft)]
    [InlineData("smtp; 550 5.7.1 says 5.1.1", DeliveryKind.Soft)]
    [InlineData("x-unix; 550 5.1.1 no such user", DeliveryKind.Soft)]
    [InlineData("550 5.1.1", DeliveryKind.Soft)]
    public void Vague_status_is_told_by_what_the_server_said(string diagnostic, DeliveryKind expected) =>
        Assert.Equal(expected, Read(Reports.Postfix("5.0.0", diagnostic: diagnostic)).Kind);

    [Theory]
    [InlineData("abuse", DeliveryKind.Complaint)]
    [InlineData("Opt-Out", DeliveryKind.Complaint)]
    [InlineData("fraud", DeliveryKind.Complaint)]
    [InlineData("other", DeliveryKind.Complaint)]
    [InlineData("not-spam", DeliveryKind.NotAReport)]
    [InlineData("virus", DeliveryKind.NotAReport)]
    [InlineData("auth-failure", DeliveryKind.NotAReport)]
    public void Feedback_report_is_a_complaint_where_the_person_complains(string type, DeliveryKind expected) => Assert.Equal(expected, Read(Reports.Abuse(type)).Kind);

    [Fact]
    public void Complaint_names_the_message() => Assert.Equal(Reports.Returned, Read(Reports.Abuse()).MessageId);

    [Theory]
    [InlineData("Auto-Submitted: auto-replied (vacation)", DeliveryKind.AutomaticReply)]
    [InlineData("Auto-Submitted: auto-generated; x=y", DeliveryKind.AutomaticReply)]
    [InlineData("X-Autoreply: yes", DeliveryKind.AutomaticReply)]
    [InlineData("Precedence: auto_reply", DeliveryKind.AutomaticReply)]
    [InlineData("Auto-Submitted: no", DeliveryKind.NotAReport)]
    [InlineData("X-Other: 550 5.1.1 User unknown", DeliveryKind.NotAReport)]
    public void Answer_of_a_program_is_no_bounce(string header, DeliveryKind expected)
    {
        var report = Read(Reports.Vacation(header));
        Assert.Equal((expected, (string?)null), (report.Kind, report.MessageId));
    }

    [Fact]
    public void Receipt_that_a_message_was_read_is_the_answer_of_a_program() => Assert.Equal(DeliveryKind.AutomaticReply, Read(Reports.Lines($"""
        Subject: Read: Hello
        Content-Type: multipart/report; report-type=disposition-notification; boundary=b

        --b
        Content-Type: message/disposition-notification

        Final-Recipient: rfc822; anna@example.net
        Original-Message-ID: {Reports.Returned}
        Disposition: manual-action/MDN-sent-manually; displayed

        --b--
        """)).Kind);

    [Fact]
    public void Recipient_that_fared_best_decides() => Assert.Equal(
        DeliveryKind.Delivered,
        Read(Reports.Postfix().Replace("\r\n\r\n--4F1.1741503909/mx.example.com\r\nContent-Description: Undelivered", "\r\n\r\nFinal-Recipient: rfc822; b@example.net\r\nAction: relayed\r\nStatus: 2.0.0\r\n\r\n--4F1.1741503909/mx.example.com\r\nContent-Description: Undelivered", StringComparison.Ordinal)).Kind);

    [Fact]
    public void Headers_alone_are_returned_part_enough() => Assert.Equal((DeliveryKind.Soft, Reports.Returned), Read(Reports.Delayed()) is var report ? (report.Kind, report.MessageId) : default);

    [Fact]
    public void Message_id_outside_the_returned_part_counts_for_nothing() =>
        Assert.Null(Read(Reports.Postfix().Replace("Content-Type: message/rfc822", "Content-Type: text/plain", StringComparison.Ordinal)).MessageId);

    [Fact]
    public void Report_inside_another_multipart_is_found() => Assert.Equal(
        DeliveryKind.Hard, Read("Content-Type: multipart/mixed; boundary=outer\r\n\r\n--outer\r\n\r\nHi\r\n--outer\r\n" + Reports.Postfix() + "\r\n--outer--\r\n").Kind);

    // A person who forwards a bounce as an attachment reports nothing.
    [Fact]
    public void Report_inside_a_forwarded_mail_is_no_report() => Assert.Equal(
        DeliveryKind.NotAReport, Read("Content-Type: multipart/mixed; boundary=outer\r\n\r\n--outer\r\nContent-Type: message/rfc822\r\n\r\n" + Reports.Postfix() + "\r\n--outer--\r\n").Kind);

    [Fact]
    public async Task Stream_is_read_no_further_than_what_is_looked_at()
    {
        var mail = Encoding.Latin1.GetBytes(Reports.Postfix() + new string('x', 2 * DeliveryReportReader.MaxOctets));
        using var stream = new MemoryStream(mail);
        Assert.Equal(Read(Reports.Postfix()), await DeliveryReportReader.ReadAsync(stream));
        Assert.True(stream.Position <= DeliveryReportReader.MaxOctets);
    }

    [Theory]
    [InlineData("5.1.1", true)]
    [InlineData("5.1.1 text", true)]
    [InlineData("5.1.1.1", false)]
    [InlineData("5.1", false)]
    [InlineData("5.01.1", false)]
    [InlineData("5.1.1111", false)]
    [InlineData("3.1.1", false)]
    [InlineData("5.1.x", false)]
    [InlineData("٥.1.1", false)]
    [InlineData("5.1.١", false)]
    [InlineData("", false)]
    public void Enhanced_status_has_one_form(string text, bool expected)
    {
        Assert.Equal(expected, EnhancedStatus.TryParse(text, out var status));
        Assert.Equal(expected ? "5.1.1" : "0.0.0", status.ToString());
    }

    private static DeliveryReport Read(string mail) => DeliveryReportReader.Read(Encoding.Latin1.GetBytes(mail));
}
