using System.Security.Cryptography;
using System.Text;

namespace CrmKit.Messaging;

/// <summary>The id of a message, derived from the effect: every attempt carries the same one.</summary>
internal static class MessageId
{
    public static string Of(TouchKey key)
    {
        // A line feed cannot stand in a key, so that the three parts never run into each other.
        var text = $"{key.Customer.Value}\n{key.Reason}\n{key.Occurrence}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
