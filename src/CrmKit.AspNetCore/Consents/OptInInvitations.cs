using System.Security.Cryptography;
using System.Text;
using CrmKit.Storage;

namespace CrmKit.AspNetCore;

/// <summary>Asks an address whether its owner wants messages again.</summary>
/// <remarks>
/// An old link shows that somebody once had a message, and not that the owner of the address asks now: an agreement that counts after a refusal has to be confirmed at the address itself.
/// </remarks>
internal sealed class OptInInvitations(ICrmStore store, IKeyRing keys, IOptInSender sender, Uri confirmAddress)
{
    private const int MostADay = 3;
    private static readonly Duration Life = Duration.FromDays(7);

    public async Task InviteAsync(CustomerId customer, ContactPoint point, Purpose purpose, CancellationToken cancellationToken)
    {
        var now = store.Clock.GetCurrentInstant();
        for (var count = 0; count < MostADay; count++)
        {
            // Tokens are a function of person, purpose and day, so that pressing the button again and again sends nothing again and again.
            var token = TokenOf(customer, point, purpose, now.InUtc().Date, count);
            var known = await store.FindOptInAsync(token.Fingerprint, cancellationToken).ConfigureAwait(false);
            if (known?.State == OptInState.Requested)
            {
                return;
            }

            if (known is null)
            {
                // Sent first: a request whose message never left would keep the next one away.
                var link = new Uri($"{confirmAddress.AbsoluteUri.TrimEnd('/')}/{token.Text}");
                await sender.SendAsync(new OptInInvitation(customer, point, purpose, link, now + Life), cancellationToken).ConfigureAwait(false);
                await store.AddOptInAsync(RequestOf(token, customer, point, purpose, now), CancellationToken.None).ConfigureAwait(false);
                return;
            }
        }
    }

    private static OptInRequest RequestOf(OptInToken token, CustomerId customer, ContactPoint point, Purpose purpose, Instant now) => new()
    {
        Fingerprint = token.Fingerprint,
        Customer = customer,
        Point = point,
        Purpose = purpose,
        Source = "preference page",
        RequestedAt = now,
        ExpiresAt = now + Life,
    };

    private OptInToken TokenOf(CustomerId customer, ContactPoint point, Purpose purpose, LocalDate day, int count)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"CrmKit opt-in 1\n{(int)point.Channel}\n{purpose.Code}\n{NodaTime.Text.LocalDatePattern.Iso.Format(day)}\n{count}\n{customer.Value}\n{point.FoldedAddress}");
        return OptInToken.Create(HKDF.DeriveKey(HashAlgorithmName.SHA256, [.. keys.Keys[0]], OptInToken.Bytes, salt: null, info: Encoding.UTF8.GetBytes(text)));
    }
}
