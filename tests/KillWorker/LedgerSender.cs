using System.Text;
using CrmKit.Messaging;

namespace CrmKit.KillWorker;

/// <summary>Delivers a message by writing it into a ledger, on the disk before it is acknowledged after a pause: number, id, class.</summary>
internal sealed class LedgerSender(string path, FailPoint failPoint) : IContactSender, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    private readonly Lock _turn = new();

    public Channel Channel => Channel.Email;

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        failPoint.Reached("before-send");
        lock (_turn)
        {
            _file.Write(Encoding.UTF8.GetBytes($"{message.Text.Subject} {message.Id} {message.Class}\n"));
            _file.Flush(flushToDisk: true);
        }

        failPoint.Reached("after-send");

        // As a mail server takes its time: most kills find something in sending.
        await Task.Delay(Pause, CancellationToken.None);
        return SendOutcome.Accepted;
    }

    public void Dispose() => _file.Dispose();
}
