using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CrmKit.AspNetCore;

/// <summary>What the pages say, and where they lead.</summary>
public sealed record LinkPageOptions
{
    /// <summary>Whose messages it is about, shown on top of every page; <c>null</c>, the default, for nothing.</summary>
    public string? BusinessName { get; init; }

    /// <summary>The words, one for each language; the first stands in for a language that there is none for. Default English.</summary>
    public ImmutableArray<LinkPageTexts> Texts { get; init; } = [new()];

    /// <summary>Where <c>MapCrmKitPreferences</c> answers, for example <c>/preferences</c>, so that the other pages lead there; <c>null</c>, the default, where it does not.</summary>
    public string? PreferencesPath { get; init; }

    /// <summary>
    /// The public address of <c>MapCrmKitOptIn</c>, for example <c>https://shop.example/confirm</c>; <c>null</c>, the default, where the preference page offers no agreement.
    /// </summary>
    /// <remarks>With it and an <see cref="IOptInSender"/> in the container, whoever has withdrawn may agree again: by a message to the address, which alone shows that it is its owner who asks.</remarks>
    public Uri? ConfirmAddress { get; init; }

    internal static LinkPageOptions Checked(LinkPageOptions? options)
    {
        options ??= new LinkPageOptions();
        if (options.Texts.IsDefaultOrEmpty)
        {
            throw new ArgumentException("The pages need words in one language at least.", nameof(options));
        }

        if (options.PreferencesPath is { } path && (path is not ['/', not '/', ..] || path.Contains('{', StringComparison.Ordinal)))
        {
            throw new ArgumentException("The preference page's path begins with one slash and has no parameter.", nameof(options));
        }

        if (options.ConfirmAddress is { } confirm && (!confirm.IsAbsoluteUri || confirm.Scheme != Uri.UriSchemeHttps || confirm.Query.Length > 0 || confirm.Fragment.Length > 0))
        {
            throw new ArgumentException("The address of confirmations is absolute and https, without query and fragment.", nameof(options));
        }

        return options;
    }

    /// <summary>The words in the language that the browser likes best.</summary>
    internal LinkPageTexts TextsFor(HttpRequest request)
    {
        if (Texts.Length == 1 || !StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var liked))
        {
            return Texts[0];
        }

        var found = liked
            .OrderByDescending(one => one.Quality ?? 1)
            .Where(one => (one.Quality ?? 1) > 0)
            .Select(one => Texts.FirstOrDefault(texts => Matches(texts.Language, one.Value.Value)))
            .FirstOrDefault(texts => texts is not null);
        return found ?? Texts[0];
    }

    // de-AT likes de, and de likes de-CH (RFC 4647, lookup).
    private static bool Matches(string language, string? range) =>
        range is not null && string.Equals(language.Split('-')[0], range.Split('-')[0], StringComparison.OrdinalIgnoreCase);
}
