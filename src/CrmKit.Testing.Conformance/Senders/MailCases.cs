using CrmKit.Messaging;

namespace CrmKit.Testing.Conformance;

/// <summary>What holds of e-mail, where the far side shows the octets.</summary>
internal static class MailCases
{
    private static readonly string[] Hostile =
    [
        "a\r\nBcc: eve@example.com", "a\nBcc: eve@example.com", "a\rBcc: eve@example.com", "a\0b", "a\u2028b", "a\u0085b", "\r\n.\r\nMAIL FROM:<eve@example.com>", "\"", "\\", "a\",<eve@example.com>,\"b",
        "a\" <eve@example.com>", "<eve@example.com>", "eve@example.com, anna", "=?utf-8?Q?x=0D=0ABcc:_eve@example.com?=", "\ud83d", "x\ude00", "ü\r\nBcc: eve@example.com", new string('x', 2000), new string('ü', 2000),
    ];

    public static IEnumerable<SenderConformanceCase> All =>
    [
        new("Hostile_words_never_become_a_header_an_address_or_a_second_mail", HostileAsync),
        new("Words_and_their_HTML_arrive_side_by_side_as_they_were", HtmlAsync),
        new("Link_to_unsubscribe_arrives_with_one_click", UnsubscribeAsync),
        new("Message_without_a_link_names_a_mailbox_to_unsubscribe_and_no_one_click", NoLinkAsync),
        new("Link_that_fits_no_header_gives_the_message_up", BadLinkAsync),
        new("Address_beyond_ASCII_leaves_or_is_given_up", UnicodeAddressAsync),
    ];

    private static async Task HostileAsync(SenderUnderTest test, CancellationToken cancellationToken)
    {
        if (!test.IsMail)
        {
            return;
        }

        await test.Sender.SendAsync(SendCases.Message(test), cancellationToken).ConfigureAwait(false);
        var plain = ReceivedMail.Read((await test.DeliveredAsync(cancellationToken).ConfigureAwait(false))[0].Content.Span);
        for (var number = 1; number <= Hostile.Length; number++)
        {
            var words = Hostile[number - 1];
            var outcome = await test.Sender.SendAsync(SendCases.Message(test, number, words, words, words), cancellationToken).ConfigureAwait(false);
            Expect.Equal(SendOutcome.Accepted, outcome, string.Create(CultureInfo.InvariantCulture, $"The outcome of hostile words {number}"));
        }

        var arrived = await test.DeliveredAsync(cancellationToken).ConfigureAwait(false);
        Expect.Equal(Hostile.Length + 1, arrived.Length, "Mails that arrived");
        foreach (var message in arrived)
        {
            ReceivedMail.CheckOctets(message.Content.Span);
            var mail = ReceivedMail.Read(message.Content.Span);
            Expect.Sequence(plain.Names, mail.Names, "The headers, whatever the words");
            Expect.Sequence([message.To], ReceivedMail.Addresses(mail["To"]), "The addresses in the header To");
            Expect.Sequence(ReceivedMail.Addresses(plain["From"]), ReceivedMail.Addresses(mail["From"]), "The addresses in the header From");
        }
    }

    private static async Task HtmlAsync(SenderUnderTest test, CancellationToken cancellationToken)
    {
        const string Text = "Grüße,\n.\n..dots\n\ttabs and trailing blanks \n\U0001F600 = 100 %\n";
        const string Html = "<p>Grüße,</p>\n.\n<p title=\"x\">\U0001F600</p>\n";
        if (!test.IsMail)
        {
            return;
        }

        await test.Sender.SendAsync(SendCases.Message(test, text: Text), cancellationToken).ConfigureAwait(false);
        var message = SendCases.Message(test, 1, text: Text);
        await test.Sender.SendAsync(message with { Text = message.Text with { Html = Html } }, cancellationToken).ConfigureAwait(false);
        var arrived = (await test.DeliveredAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(mail => mail.To, mail => ReceivedMail.Read(mail.Content.Span), StringComparer.Ordinal);
        var alone = arrived[test.Address(0).Address];
        var both = arrived[test.Address(1).Address];
        Expect.Sequence(["text/plain"], alone.Bodies.Select(body => body.Type), "The parts of a text alone");
        Expect.Sequence(["text/plain", "text/html"], both.Bodies.Select(body => body.Type), "The parts of a text with HTML, the best last");
        Expect.True(both["Content-Type"].StartsWith("multipart/alternative", StringComparison.Ordinal), "They are alternatives");
        Expect.Equal(Text.TrimEnd(), alone.Bodies[0].Text.TrimEnd(), "The text alone");
        Expect.Equal(Text.TrimEnd(), both.Bodies[0].Text.TrimEnd(), "The text beside HTML");
        Expect.Equal(Html.TrimEnd(), both.Bodies[1].Text.TrimEnd(), "The HTML");
    }

    private static async Task UnsubscribeAsync(SenderUnderTest test, CancellationToken cancellationToken)
    {
        if (!test.IsMail)
        {
            return;
        }

        var link = new Uri("https://shop.example.com/u/" + new string('k', 150) + "?a=1&b=%3C");
        await test.Sender.SendAsync(SendCases.Message(test) with { UnsubscribeLink = link }, cancellationToken).ConfigureAwait(false);
        var mail = ReceivedMail.Read((await test.DeliveredAsync(cancellationToken).ConfigureAwait(false))[0].Content.Span);
        Expect.True(mail["List-Unsubscribe"].StartsWith($"<{link.AbsoluteUri}>", StringComparison.Ordinal), "The link comes first");
        Expect.Equal("List-Unsubscribe=One-Click", mail["List-Unsubscribe-Post"], "List-Unsubscribe-Post (RFC 8058, 3.1)");
    }

    private static async Task NoLinkAsync(SenderUnderTest test, CancellationToken cancellationToken)
    {
        if (!test.IsMail)
        {
            return;
        }

        await test.Sender.SendAsync(SendCases.Message(test), cancellationToken).ConfigureAwait(false);
        var mail = ReceivedMail.Read((await test.DeliveredAsync(cancellationToken).ConfigureAwait(false))[0].Content.Span);
        Expect.True(mail["List-Unsubscribe"].StartsWith("<mailto:", StringComparison.Ordinal), "The mailbox");
        Expect.True(!mail.Names.Contains("List-Unsubscribe-Post", StringComparer.Ordinal), "No promise of one click");
    }

    private static async Task BadLinkAsync(SenderUnderTest test, CancellationToken cancellationToken)
    {
        if (!test.IsMail)
        {
            return;
        }

        foreach (var link in new[] { new Uri("http://shop.example.com/u"), new Uri("/u", UriKind.Relative), new Uri("https://shop.example.com/" + new string('k', 1000)), new Uri("javascript:alert(1)") })
        {
            var outcome = await test.Sender.SendAsync(SendCases.Message(test) with { UnsubscribeLink = link }, cancellationToken).ConfigureAwait(false);
            Expect.Equal(SendRemedy.GiveUp, outcome.Remedy, "The remedy");
        }

        Expect.Equal(0, (await test.DeliveredAsync(cancellationToken).ConfigureAwait(false)).Length, "Mails that arrived");
    }

    private static async Task UnicodeAddressAsync(SenderUnderTest test, CancellationToken cancellationToken)
    {
        if (!test.IsMail)
        {
            return;
        }

        var outcome = await test.Sender.SendAsync(SendCases.Message(test) with { To = A.Email("jörg") }, cancellationToken).ConfigureAwait(false);
        var arrived = await test.DeliveredAsync(cancellationToken).ConfigureAwait(false);
        Expect.True(outcome.Remedy is SendRemedy.None or SendRemedy.GiveUp, "It left, or never will");
        Expect.Sequence(outcome.Remedy == SendRemedy.None ? ["jörg@example.com"] : [], arrived.Select(message => message.To), "The addresses of what arrived");
    }
}
