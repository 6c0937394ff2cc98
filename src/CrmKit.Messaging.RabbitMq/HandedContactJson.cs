using System.Text.Json.Serialization;

namespace CrmKit.Messaging.RabbitMq;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HandedContact))]
internal sealed partial class HandedContactJson : JsonSerializerContext;
