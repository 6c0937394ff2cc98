using CrmKit.Messaging;

namespace CrmKit.Adapters.Tests.Messaging;

/// <summary>The folder forgets what went to somebody, by the effect or by the address, and keeps everything else.</summary>
public sealed class EmlFolderArchiveTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crmkit-archive-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("Anna Meier")]
    [InlineData(null)]
    [InlineData("Änne Müller, geborene van der Ölmühle zu Überlingen am schönen See und darüber hinaus")]
    [InlineData("a name that is far too long for one line of a header, \"quoted\" and with a <bracket@in.it> in it")]
    public async Task Message_is_found_by_the_address_of_its_addressee_however_the_line_is_written(string? name)
    {
        var sender = Sender();
        await sender.SendAsync(SampleMessage.Create(name: name, email: "Anna@Example.com", subject: "To: bob@example.com", text: "To: bob@example.com\n\nbob@example.com"), CancellationToken.None);
        Assert.Equal(0, await sender.ForgetAsync([], [Email("bob@example.com"), ContactPoint.Parse(Channel.Phone, "+4930123456")]));
        Assert.Equal(1, await sender.ForgetAsync([], [Email("anna@example.COM")]));
        Assert.Empty(_folder.GetFiles());
        Assert.Equal(0, await sender.ForgetAsync([], [Email("anna@example.COM")]));
    }

    [Fact]
    public async Task Message_is_found_by_its_effect_and_so_is_the_part_that_a_stopped_program_left()
    {
        var key = new TouchKey("1", "reason", "1");
        await Sender().SendAsync(SampleMessage.Create(), CancellationToken.None);
        File.WriteAllText(Path.Combine(_folder.FullName, $"{IdOf(key)}.eml"), "moved by hand");
        File.WriteAllText(Path.Combine(_folder.FullName, $".{IdOf(key)}.partial"), "half");
        Assert.Equal(1, await Sender().ForgetAsync([key, new TouchKey("2", "reason", "1")], []));
        Assert.Equal("0123456789abcdef0123456789abcdef.eml", Assert.Single(_folder.GetFiles()).Name);
    }

    [Fact]
    public async Task Folder_that_is_not_there_has_nothing_to_forget()
    {
        var sender = new EmlFolderSender(new EmlFolderOptions { Folder = Path.Combine(_folder.FullName, "none"), From = "shop@example.com", FromName = "The shop" });
        Assert.Equal(0, await sender.ForgetAsync([new TouchKey("1", "reason", "1")], [Email("anna@example.com")]));
        await Assert.ThrowsAsync<ArgumentNullException>(() => sender.ForgetAsync(null!, []));
        await Assert.ThrowsAsync<ArgumentNullException>(() => sender.ForgetAsync([], null!));
    }

    private static ContactPoint Email(string address) => ContactPoint.Parse(Channel.Email, address);

    // Files outlive versions of the library: the first 16 bytes of the hash of the parts on lines of their own.
    private static string IdOf(TouchKey key) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{key.Customer}\n{key.Reason}\n{key.Occurrence}")).AsSpan(0, 16));

    private EmlFolderSender Sender() => new(new EmlFolderOptions { Folder = _folder.FullName, From = "shop@example.com", FromName = "The shop" });
}
