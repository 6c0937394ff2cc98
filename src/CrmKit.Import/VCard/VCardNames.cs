using System.Collections.Frozen;

namespace CrmKit.Import;

/// <summary>The properties that are read; all others are passed over and counted.</summary>
internal static class VCardNames
{
    /// <summary>What Apple's address book calls a point of its own, by the group that both stand in (RFC 9555 has it too).</summary>
    public const string Label = "X-ABLABEL";

    // Apple's address book writes groups into version 3.0 under these names.
    public const string AppleKind = "X-ADDRESSBOOKSERVER-KIND";
    public const string AppleMember = "X-ADDRESSBOOKSERVER-MEMBER";

    private static readonly FrozenSet<string> Read = FrozenSet.ToFrozenSet(
        [
            "BEGIN", "END", "VERSION", "FN", "N", "KIND", "EMAIL", "TEL", "ADR", "IMPP", "BDAY", "ANNIVERSARY", "LANG", "TZ", "UID", "ORG", "RELATED", "MEMBER", "REV",
            Label, AppleKind, AppleMember,
        ],
        StringComparer.Ordinal);

    public static bool IsRead(string? name) => name is not null && Read.Contains(name);
}
