using System.Text;

namespace CrmKit.Messaging;

/// <summary>Links to a page of the program's own: a base address, and a token of <see cref="LinkTokens"/> behind it.</summary>
/// <remarks>Thread-safe. Whatever answers there takes back the agreement on a POST and changes nothing on a GET, as <c>MapCrmKitUnsubscribe</c> of <c>CrmKit.AspNetCore</c> does.</remarks>
public sealed class UnsubscribeLinks : IUnsubscribeLinks
{
    private readonly LinkTokens _tokens;
    private readonly string _base;

    /// <summary>Creates the links.</summary>
    /// <param name="baseAddress">Where the page answers, for example <c>https://shop.example/u</c>: https, without query and fragment, at most 200 characters.</param>
    /// <param name="keys">The secret keys of the tokens.</param>
    /// <exception cref="ArgumentException">The address has another form.</exception>
    public UnsubscribeLinks(Uri baseAddress, IKeyRing keys)
    {
        ArgumentNullException.ThrowIfNull(baseAddress);
        ArgumentNullException.ThrowIfNull(keys);
        if (!baseAddress.IsAbsoluteUri || baseAddress.Scheme != Uri.UriSchemeHttps || baseAddress.Query.Length > 0 || baseAddress.Fragment.Length > 0 || baseAddress.UserInfo.Length > 0)
        {
            throw new ArgumentException("The base address of links is absolute and https, without user, query and fragment.", nameof(baseAddress));
        }

        // A mail header is ASCII: a domain with other letters is written in its ASCII form.
        var host = new UriBuilder(baseAddress) { Host = baseAddress.IdnHost }.Uri;
        _base = host.AbsoluteUri.TrimEnd('/') + "/";
        if (_base.Length > 200 || !Ascii.IsValid(_base))
        {
            throw new ArgumentException("The base address of links is at most 200 ASCII characters once it is escaped.", nameof(baseAddress));
        }

        _tokens = new LinkTokens(keys);
    }

    /// <inheritdoc/>
    public Uri LinkFor(CustomerId customer, ContactPoint point, Purpose purpose) => new(_base + _tokens.Create(customer, point, purpose), UriKind.Absolute);
}
