using CrmKit.AspNetCore;

namespace ContactDesk;

/// <summary>Writes confirmations into a file instead of sending them: a sample has no mail server.</summary>
internal sealed class OptInFolder(string file) : IOptInSender
{
    public Task SendAsync(OptInInvitation invitation, CancellationToken cancellationToken) =>
        File.AppendAllTextAsync(file, $"To {invitation.Point.Address}: {invitation.Link}\n", cancellationToken);
}
