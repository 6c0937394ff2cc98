using System.Text.Json;
using System.Text.Json.Serialization;
using CrmKit.Storage;

namespace CrmKit.Messaging.RabbitMq;

/// <summary>What goes over the broker: the ids of an effect and of the claim on it. No address, no name, no words.</summary>
/// <param name="Schema">1.</param>
/// <param name="Customer">The id of the customer.</param>
/// <param name="Reason">The code of the reason.</param>
/// <param name="Occurrence">Which occurrence.</param>
/// <param name="Token">The claim.</param>
internal sealed record HandedContact(int Schema, string Customer, string Reason, string Occurrence, Guid Token)
{
    private const int CurrentSchema = 1;

    // Far above what the ids of one effect come to.
    private const int MostBytes = 16_384;

    [JsonIgnore]
    public TouchKey Key => new(new CustomerId(Customer), Reason, Occurrence);

    public static ReadOnlyMemory<byte> Write(OutboxClaim claim)
    {
        var key = claim.Row.Intent.Key;
        return JsonSerializer.SerializeToUtf8Bytes(new HandedContact(CurrentSchema, key.Customer.Value, key.Reason, key.Occurrence, claim.Token), HandedContactJson.Default.HandedContact);
    }

    /// <summary>Reads a message; <c>null</c> for whatever is none of ours.</summary>
    public static HandedContact? Read(ReadOnlySpan<byte> body)
    {
        if (body.Length > MostBytes)
        {
            return null;
        }

        try
        {
            var contact = JsonSerializer.Deserialize(body, HandedContactJson.Default.HandedContact);
            return contact is { Schema: CurrentSchema, Customer: not null, Reason: not null, Occurrence: not null } && contact.Key != default ? contact : null;
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return null;
        }
    }
}
