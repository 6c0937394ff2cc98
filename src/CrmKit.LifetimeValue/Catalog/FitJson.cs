using System.Text.Json.Serialization;

namespace CrmKit.LifetimeValue;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(FitDocument))]
internal sealed partial class FitJson : JsonSerializerContext;
