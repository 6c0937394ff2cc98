using Npgsql;
using NpgsqlTypes;

namespace CrmKit.Storage.PostgreSql;

/// <summary>Columns of a COPY that may be NULL.</summary>
internal static class CopyColumns
{
    public static Task WriteOrNullAsync(this NpgsqlBinaryImporter copy, string? text) => text is null ? copy.WriteNullAsync() : copy.WriteAsync(text, NpgsqlDbType.Text);

    public static Task WriteOrNullAsync(this NpgsqlBinaryImporter copy, long? number) => number is { } value ? copy.WriteAsync(value, NpgsqlDbType.Bigint) : copy.WriteNullAsync();

    public static Task WriteOrNullAsync(this NpgsqlBinaryImporter copy, int? number) => number is { } value ? copy.WriteAsync(value, NpgsqlDbType.Integer) : copy.WriteNullAsync();

    public static Task WriteOrNullAsync(this NpgsqlBinaryImporter copy, decimal? number) => number is { } value ? copy.WriteAsync(value, NpgsqlDbType.Numeric) : copy.WriteNullAsync();
}
