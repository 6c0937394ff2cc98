namespace CrmKit.Architecture.Tests;

/// <summary>Writes a constant as C# does, in the invariant culture.</summary>
internal static class LiteralText
{
    public static string Of(object? value, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null)
        {
            return plain == type && type.IsValueType ? "default" : "null";
        }

        if (plain.IsEnum)
        {
            return $"{plain.Name}.{Enum.ToObject(plain, value)}";
        }

        return value switch
        {
            bool flag => flag ? "true" : "false",
            string text => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)}\"",
            char letter => string.Create(CultureInfo.InvariantCulture, $"'\\u{(int)letter:x4}'"),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            decimal number => number.ToString(CultureInfo.InvariantCulture) + "m",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }
}
