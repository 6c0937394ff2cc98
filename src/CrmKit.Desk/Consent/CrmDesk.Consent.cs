using System.Security.Cryptography;
using CrmKit.Storage;

namespace CrmKit.Desk;

/// <content>Double opt-in.</content>
public sealed partial class CrmDesk
{
    /// <summary>Begins a double opt-in: put the token into a message to the contact point. Nothing is permitted until it comes back.</summary>
    /// <remarks>A page behind the link may show where it stands (<see cref="FindOptInAsync"/>) and must confirm on a POST alone: mail scanners follow links.</remarks>
    /// <param name="asked">What was asked for.</param>
    /// <param name="cancellationToken">Stops the commit.</param>
    /// <returns>The token; it is kept nowhere, and cannot be had again.</returns>
    /// <exception cref="ArgumentException">The time to confirm lies outside its range.</exception>
    /// <exception cref="CrmStoreException">The store failed; nothing was taken.</exception>
    public async Task<OptInToken> RequestOptInAsync(OptInAsked asked, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var token = OptInToken.Create(RandomNumberGenerator.GetBytes(OptInToken.Bytes));
        var now = _store.Clock.GetCurrentInstant();
        var request = new OptInRequest
        {
            Fingerprint = token.Fingerprint,
            Customer = asked.Customer,
            Point = asked.Point,
            Purpose = asked.Purpose,
            Topic = asked.Topic,
            Wording = asked.Wording,
            Source = asked.Source,
            RequestedAt = now,
            ExpiresAt = now + asked.Life,
        };
        await _store.AddOptInAsync(request, cancellationToken).ConfigureAwait(false);
        return token;
    }

    /// <summary>Where a double opt-in stands. Looking at it changes nothing.</summary>
    /// <param name="token">The token of the link.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns><c>null</c> where no such token was given out.</returns>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    public Task<OptInView?> FindOptInAsync(OptInToken token, CancellationToken cancellationToken = default) =>
        _store.FindOptInAsync(token.Fingerprint, cancellationToken);

    /// <summary>Confirms a double opt-in. A second time changes nothing.</summary>
    /// <param name="token">The token of the link.</param>
    /// <param name="cancellationToken">Stops before anything is committed, never after.</param>
    /// <returns>Where it stands afterwards; <c>null</c> where no such token was given out.</returns>
    /// <exception cref="CrmStoreException">The store failed; nothing changed.</exception>
    public Task<OptInView?> ConfirmOptInAsync(OptInToken token, CancellationToken cancellationToken = default) =>
        _store.ConfirmOptInAsync(token.Fingerprint, cancellationToken);
}
