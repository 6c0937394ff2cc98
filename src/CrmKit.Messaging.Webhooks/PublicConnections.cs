using System.Net;
using System.Net.Sockets;

namespace CrmKit.Messaging.Webhooks;

/// <summary>Opens connections to public addresses alone. The address that was judged is the one that is connected to: a name that resolves anew to another gains nothing.</summary>
internal static class PublicConnections
{
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, bool allowPrivate, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken).ConfigureAwait(false);
        var allowed = addresses.Where(address => allowPrivate || WebhookAddresses.IsPublic(address)).ToArray();
        if (allowed.Length == 0)
        {
            throw new AddressNotAllowedException();
        }

        // The framework tries the addresses one after the other, and looks nothing up any more.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
