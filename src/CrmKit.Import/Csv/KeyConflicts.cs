using System.Collections.Frozen;
using System.Text;

namespace CrmKit.Import;

/// <summary>Keys under which something else is recorded already.</summary>
internal static class KeyConflicts
{
    /// <summary>No key at all.</summary>
    public static IReadOnlySet<EventKey> None { get; } = FrozenSet<EventKey>.Empty;

    /// <summary>Why a row is not taken whose key is one of them.</summary>
    public static RowFault Fault(string keyName) =>
        new(RejectReason.KnownKey, keyName, "a key that is new, or known with the same content: something else is recorded under it");

    /// <summary>The keys as a file writes them, without the prefix, as numbers.</summary>
    public static IEnumerable<UInt128> Written(IReadOnlySet<EventKey> keys, string prefix) => keys
        .Where(key => key.Value.StartsWith(prefix, StringComparison.Ordinal))
        .Select(key => FieldFingerprint.Of(Encoding.UTF8.GetBytes(key.Value[prefix.Length..])));

    /// <summary>Rows that are not taken must go somewhere.</summary>
    public static void Check(IReadOnlySet<EventKey> keys, IRejectSink? rejects, string parameter)
    {
        ArgumentNullException.ThrowIfNull(keys, parameter);
        if (keys.Count > 0 && rejects is null)
        {
            throw new ArgumentException("State where rows are set aside, or no KeysInConflict: their rows are not taken.", parameter);
        }
    }
}
