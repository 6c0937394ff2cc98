using Microsoft.AspNetCore.Http;

namespace CrmKit.AspNetCore;

/// <summary>Who may hand in delivery reports, and how large they may be.</summary>
public sealed record DeliveryReportOptions
{
    /// <summary>A secret of at least 32 characters that comes as <c>Authorization: Bearer</c>; <c>null</c>, the default, where <see cref="IsGenuine"/> decides.</summary>
    public string? SharedSecret { get; init; }

    /// <summary>Whether a report is genuine, by its headers and its bytes, for example by <c>WebhookSignature.Verify</c>; <c>null</c>, the default, where <see cref="SharedSecret"/> decides.</summary>
    public Func<IHeaderDictionary, ReadOnlyMemory<byte>, bool>? IsGenuine { get; init; }

    /// <summary>Largest report, in bytes. 1 KiB to 16 MiB, default 1 MiB.</summary>
    public int MaxBytes { get; init; } = 1024 * 1024;

    /// <summary>Nothing that is a secret.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Delivery reports of at most {MaxBytes} bytes");

    internal static DeliveryReportOptions Checked(DeliveryReportOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.SharedSecret is null == options.IsGenuine is null)
        {
            throw new ArgumentException("Delivery reports need a shared secret or a rule that says whether they are genuine, and not both.", nameof(options));
        }

        if (options.SharedSecret is { Length: < 32 })
        {
            throw new ArgumentException("A shared secret has at least 32 characters.", nameof(options));
        }

        return options.MaxBytes is >= 1024 and <= 16 * 1024 * 1024
            ? options
            : throw new ArgumentOutOfRangeException(nameof(options), options.MaxBytes, "A report is at most 1 KiB to 16 MiB.");
    }
}
