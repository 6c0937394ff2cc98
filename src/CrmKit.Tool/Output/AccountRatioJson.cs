using System.Text.Json;
using System.Text.Json.Serialization;
using CrmKit.Churn;

namespace CrmKit.Tool;

/// <summary>A quotient as a number, or as the name of what it is instead.</summary>
internal sealed class AccountRatioJson : JsonConverter<AccountRatio>
{
    public override AccountRatio Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => AccountRatio.Finite(reader.GetDouble()),
        JsonTokenType.String when reader.ValueTextEquals("infinite"u8) => AccountRatio.Infinite,
        JsonTokenType.String when reader.ValueTextEquals("undefined"u8) => AccountRatio.Undefined,
        _ => throw new JsonException("Expected a number, infinite or undefined."),
    };

    public override void Write(Utf8JsonWriter writer, AccountRatio value, JsonSerializerOptions options)
    {
        if (value.Value is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(value.ToString());
        }
    }
}
