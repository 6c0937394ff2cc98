using System.Text;
using CrmKit.Messaging;
using CrmKit.Testing;
using CrmKit.Testing.Conformance;

namespace CrmKit.Adapters.Tests.Messaging;

public sealed class SenderConformanceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crmkit-test-");

    public static TheoryData<string> Names => [.. SenderConformance.Cases.Select(testCase => testCase.Name)];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Eml_sender_keeps_the_promise(string name) => RunAsync(name, new SenderUnderTest(
        new EmlFolderSender(new EmlFolderOptions { Folder = _folder.FullName, From = "shop@example.com", FromName = "Wollladen Größe", Keys = new RotatingKeyRing() }),
        _ => Task.FromResult<ImmutableArray<DeliveredMessage>>([.. _folder.GetFiles("*.eml").Select(Eml)])));

    [Theory]
    [MemberData(nameof(Names))]
    public Task Scripted_sender_keeps_the_promise(string name)
    {
        var sender = new ScriptedSender(Channel.Sms);
        return RunAsync(name, new SenderUnderTest(
            sender, _ => Task.FromResult<ImmutableArray<DeliveredMessage>>([.. sender.Messages.Select(message => new DeliveredMessage(message.To.Address, Encoding.UTF8.GetBytes(message.Text.Text)))])));
    }

    private static Task RunAsync(string name, SenderUnderTest test) => SenderConformance.Cases.Single(testCase => testCase.Name == name).Run(test, CancellationToken.None);

    private static DeliveredMessage Eml(FileInfo file)
    {
        var to = EmlFile.Read(file.FullName).Mailbox("To").Address;
        return new DeliveredMessage(to, File.ReadAllBytes(file.FullName));
    }
}
