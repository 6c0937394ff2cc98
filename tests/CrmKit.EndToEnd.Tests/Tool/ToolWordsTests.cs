using static CrmKit.EndToEnd.Tests.Tool.ExitCodes;

namespace CrmKit.EndToEnd.Tests.Tool;

public sealed class ToolWordsTests
{
    [Fact]
    public async Task Words_of_ones_own_go_before_those_of_the_house()
    {
        using var shop = new ToolShop();
        Directory.CreateDirectory(shop.Folder["words"]);
        shop.Folder.Write("words/occasion.birthday.en.txt", "Hurrah, {{given-name}}", "", "A cake waits for you at {{business}}.");
        shop.Folder.Write("words/readme.md", "passed over");
        (await shop.ImportAsync("--words", "words")).Ends(Done);
        (await shop.RunAsync("plan", "--db", "shop.db", "--as-of", ToolShop.Now)).Ends(Done);
        (await shop.RunAsync("send", "--db", "shop.db", "--as-of", ToolShop.Now, "--outbox", "sent")).Ends(Done);
        var message = Assert.Single(Directory.GetFiles(shop.Folder["sent"], "*.eml").Select(File.ReadAllText), text => text.Contains("ann@example.com", StringComparison.Ordinal));
        Assert.Contains("Subject: Hurrah, Ann", message, StringComparison.Ordinal);
        Assert.Contains("A cake waits for you at The small shop.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense.txt", "x\n\ny", "is not called after a reason and a language")]
    [InlineData("occasion.birthday.en.txt", "no text", "expected a line with the subject")]
    [InlineData("occasion.birthday.en.txt", "a\nb\n\nc", "expected a line with the subject")]
    [InlineData("occasion.birthday.en.txt", "Hello {{given-name\n\ntext", "is no template")]
    [InlineData("cadence.profile-due@Not A Topic.en.txt", "a\n\nb", "a topic that is none")]
    public async Task A_file_that_is_no_template_is_named(string name, string text, string expected)
    {
        using var shop = new ToolShop();
        Directory.CreateDirectory(shop.Folder["words"]);
        await File.WriteAllTextAsync(Path.Combine(shop.Folder["words"], name), text);
        var error = (await shop.ImportAsync("--words", "words")).Ends(Usage).Error;
        Assert.Contains(name, error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_gone_is_taken_back_with_none()
    {
        using var shop = new ToolShop();
        Directory.CreateDirectory(shop.Folder["words"]);
        (await shop.ImportAsync("--words", "words")).Ends(Done);
        Directory.Delete(shop.Folder["words"]);
        Assert.Contains("--words: there is no folder", (await shop.RunAsync("people", "--db", "shop.db")).Ends(Usage).Error, StringComparison.Ordinal);
        (await shop.RunAsync("people", "--db", "shop.db", "--words", "none")).Ends(Done);
        (await shop.RunAsync("people", "--db", "shop.db")).Ends(Done);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_told()
    {
        using var shop = new ToolShop();
        Assert.Contains("--words: there is no folder", (await shop.ImportAsync("--words", "nowhere")).Ends(Usage).Error, StringComparison.Ordinal);
    }
}
