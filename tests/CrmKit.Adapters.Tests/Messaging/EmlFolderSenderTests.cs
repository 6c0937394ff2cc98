using CrmKit.Messaging;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Messaging;

public sealed class EmlFolderSenderTests : IDisposable
{
    private static readonly string[] Pieces =
    [
        "a", "Meier", "ü", "日本", "\U0001F600", "\U0001F468\u200D\U0001F469\u200D\U0001F467", "\u05D0", "\"", "\\", ",", ";", ":", "<", ">", "(", ")", "@", "=?utf-8?Q?x?=", "=", "?", "_", " ", "  ",
        "\r", "\n", "\r\n", "\r\nBcc: eve@example.com", "\0", "\t", "'", ".", "%", "\ud83d", "\u2028",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crmkit-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Headers_and_text_read_back_as_they_were()
    {
        var file = await SendAsync(SampleMessage.Create("Grüße zum Geburtstag, Jörg \U0001F382", "Lieber Jörg,\n\nalles Gute = 100 % ✓\n", "Jörg Müller", "joerg@example.com"));
        Assert.Equal("Grüße zum Geburtstag, Jörg \U0001F382", file.Decoded("Subject"));
        Assert.Equal(("Jörg Müller", "joerg@example.com"), file.Mailbox("To"));
        Assert.Equal(("Wollladen Größe", "shop@example.com"), file.Mailbox("From"));
        Assert.Equal("Lieber Jörg,\n\nalles Gute = 100 % ✓\n", file.Text);
        Assert.Equal("text/plain; charset=utf-8", file["Content-Type"]);
        Assert.Equal("1.0", file["MIME-Version"]);
        Assert.Equal("<mailto:shop@example.com?subject=stop>", file["List-Unsubscribe"]);
    }

    [Fact]
    public async Task Date_is_the_messages_on_the_clock_of_the_person() =>
        Assert.Equal("Mon, 09 Mar 2026 08:05:07 +0530", (await SendAsync(SampleMessage.Create()))["Date"]);

    [Fact]
    public async Task Date_is_English_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("th-TH");
            Assert.Equal("Mon, 09 Mar 2026 08:05:07 +0530", (await SendAsync(SampleMessage.Create()))["Date"]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Second_attempt_replaces_the_file_by_the_same_message()
    {
        var first = await SendAsync(SampleMessage.Create());
        var second = await SendAsync(SampleMessage.Create());
        Assert.Equal("<0123456789abcdef0123456789abcdef@example.com>", first["Message-ID"]);
        Assert.Equal(first.Lines, second.Lines);
        Assert.Equal("0123456789abcdef0123456789abcdef.eml", Assert.Single(_folder.GetFiles()).Name);
    }

    [Fact]
    public async Task Only_the_headers_of_a_message_are_written() => Assert.Equal(
        ["Content-Transfer-Encoding", "Content-Type", "Date", "From", "List-Unsubscribe", "MIME-Version", "Message-ID", "Subject", "To"],
        (await SendAsync(SampleMessage.Create())).Headers.Select(header => header.Name).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Long_lines_and_lines_of_dots_read_back_as_they_were()
    {
        var text = $".\n..\n.hidden\n{new string('x', 5000)}\n{string.Concat(Enumerable.Repeat("ü \U0001F600 ", 400))}end\n trailing \t\n=\nFrom here\n";
        var file = await SendAsync(SampleMessage.Create(text: text));
        Assert.Equal(text, file.Text);
        Assert.All(file.Lines, line => Assert.True(line.Length <= 78, $"a line of {line.Length} characters"));
    }

    [Theory]
    [InlineData("ü")]
    [InlineData("\U0001F600")]
    [InlineData("日本 ")]
    [InlineData("abc, \"x\" ")]
    public async Task Long_subject_is_folded_and_never_cuts_a_character(string piece)
    {
        var subject = string.Concat(Enumerable.Repeat(piece, 120)) + "!";
        var file = await SendAsync(SampleMessage.Create(subject));
        Assert.Equal(subject, file.Decoded("Subject"));
        Assert.All(file.Lines, line => Assert.True(line.Length <= 78, $"a line of {line.Length} characters"));
    }

    [Theory]
    [InlineData("Anna \"Ann\" Meier")]
    [InlineData("Meier, Anna")]
    [InlineData("Anna <boss> Meier")]
    [InlineData("\"Anna\"")]
    [InlineData("Anna\\")]
    [InlineData("eve@example.com")]
    [InlineData("=?utf-8?Q?x?=")]
    [InlineData("Anna (home); x:")]
    public async Task Names_with_the_marks_of_addresses_read_back_as_they_were(string name)
    {
        var file = await SendAsync(SampleMessage.Create(name: name));
        Assert.Equal((name, "anna@example.com"), file.Mailbox("To"));
    }

    [Fact]
    public async Task Unknown_name_leaves_the_address_alone() =>
        Assert.Equal((string.Empty, "anna@example.com"), (await SendAsync(SampleMessage.Create(name: null))).Mailbox("To"));

    [Fact]
    public void Hostile_words_never_add_a_header_nor_change_the_address() =>
        Prop.ForAll(
            Gen.Elements(Pieces).NonEmptyListOf().Select(pieces => string.Concat(pieces)).Three().ToArbitrary(),
            words =>
            {
                var (name, subject, text) = words;
                var file = SendAsync(SampleMessage.Create(subject, text, name)).GetAwaiter().GetResult();
                Assert.Equal(9, file.Headers.Count);
                Assert.Equal("anna@example.com", file.Mailbox("To").Address);
                Assert.Equal(OneLine(name), file.Mailbox("To").Name);
                Assert.Equal(OneLine(subject), file.Decoded("Subject"));
                Assert.Equal(WellFormed(text).ReplaceLineEndings("\n"), file.Text);
                Assert.All(file.Lines, line => Assert.True(line.Length <= 78, $"a line of {line.Length} characters"));
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public async Task Address_that_the_format_cannot_hold_is_given_up()
    {
        var outcome = await Sender().SendAsync(SampleMessage.Create(email: "jörg@example.com"), CancellationToken.None);
        Assert.Equal((SendRemedy.GiveUp, "address-not-representable"), (outcome.Remedy, outcome.Detail));
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task Folder_that_cannot_be_written_asks_for_another_try()
    {
        // A file stands where the folder should be.
        var path = Path.Combine(_folder.FullName, "taken");
        await File.WriteAllTextAsync(path, "x");
        var outcome = await Sender(path).SendAsync(SampleMessage.Create(), CancellationToken.None);
        Assert.Equal(SendOutcome.RetryAfter(Duration.FromMinutes(5), "io"), outcome);
    }

    [Fact]
    public async Task Message_that_cannot_be_put_in_place_asks_for_another_try_and_leaves_nothing_behind()
    {
        // A directory stands where the message should be.
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "0123456789abcdef0123456789abcdef.eml"));
        var outcome = await Sender().SendAsync(SampleMessage.Create(), CancellationToken.None);
        Assert.Equal(SendOutcome.RetryAfter(Duration.FromMinutes(5), "io"), outcome);
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task Missing_folder_is_made()
    {
        var path = Path.Combine(_folder.FullName, "a", "b");
        Assert.Equal(SendOutcome.Accepted, await Sender(path).SendAsync(SampleMessage.Create(), CancellationToken.None));
        Assert.Single(Directory.GetFiles(path));
    }

    [Theory]
    [InlineData("../escape")]
    [InlineData("a\r\nBcc: eve@example.com")]
    [InlineData("")]
    public async Task Id_that_is_no_id_is_rejected(string id) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Sender().SendAsync(SampleMessage.Create() with { Id = id }, CancellationToken.None));

    [Fact]
    public async Task Cancelled_message_is_not_written()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Sender().SendAsync(SampleMessage.Create(), new CancellationToken(canceled: true)));
        Assert.Empty(_folder.GetFiles());
    }

    [Theory]
    [InlineData("shop")]
    [InlineData("größe@example.com")]
    public void Sender_whose_address_cannot_be_written_is_rejected(string from) => Assert.Throws<FormatException>(() =>
        new EmlFolderSender(new EmlFolderOptions { Folder = _folder.FullName, From = from, FromName = "Shop" }));

    private EmlFolderSender Sender(string? folder = null) =>
        new(new EmlFolderOptions { Folder = folder ?? _folder.FullName, From = "shop@Example.com", FromName = "Wollladen Größe" });

    private async Task<EmlFile> SendAsync(OutgoingMessage message)
    {
        Assert.Equal(SendOutcome.Accepted, await Sender().SendAsync(message, CancellationToken.None));
        return EmlFile.Read(Assert.Single(_folder.GetFiles()).FullName);
    }

    /// <summary>What a header line can hold of a text: line breaks and other controls become blanks, blanks at the ends go.</summary>
    private static string OneLine(string text) =>
        string.Concat(WellFormed(text).Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();

    private static string WellFormed(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
