namespace CrmKit.Messaging;

/// <summary>A sender that keeps copies of what it sent: it forgets a person when the store does.</summary>
/// <remarks>
/// <c>CrmDesk.EraseAsync</c> asks every sender that is one, before and after the store forgets. What has been handed to somebody else, a mail server or
/// the program's own queue, is theirs to forget.
/// </remarks>
public interface IMessageArchive
{
    /// <summary>Deletes the copies of some effects, and of everything that went to some contact points, whoever it was for.</summary>
    /// <remarks>What is gone already is passed over, so that a call that failed half-way is simply repeated.</remarks>
    /// <param name="effects">The effects.</param>
    /// <param name="points">The contact points; those of other channels are passed over.</param>
    /// <param name="cancellationToken">Stops between two copies.</param>
    /// <returns>How many copies were deleted.</returns>
    /// <exception cref="IOException">A copy cannot be read or deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">A copy may not be read or deleted.</exception>
    Task<int> ForgetAsync(IReadOnlyCollection<TouchKey> effects, IReadOnlyCollection<ContactPoint> points, CancellationToken cancellationToken = default);
}
