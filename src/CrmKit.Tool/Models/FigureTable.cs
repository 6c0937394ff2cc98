using System.Buffers;
using System.Text;
using System.Text.Json;
using CrmKit.Import;

namespace CrmKit.Tool;

/// <summary>Prints figures for every row of a file: CSV, or one JSON document. A figure beyond what a double holds is left empty.</summary>
internal static class FigureTable
{
    private const string RowNumber = "row";
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    public static void Write(SummaryColumns columns, CustomerFigures figures, bool json, CancellationToken cancellationToken)
    {
        using var output = Console.OpenStandardOutput();
        if (json)
        {
            WriteJson(columns, figures, output, cancellationToken);
        }
        else
        {
            WriteCsv(columns, figures, output, cancellationToken);
        }
    }

    private static void WriteCsv(SummaryColumns columns, CustomerFigures figures, Stream output, CancellationToken cancellationToken)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16);
        writer.NewLine = "\n";
        writer.Write(Field(columns.IdColumn ?? RowNumber));
        foreach (var name in figures.Names)
        {
            writer.Write(',');
            writer.Write(name);
        }

        writer.WriteLine();
        for (var row = 0; row < columns.Count; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.Write(Field(Id(columns, row)));
            foreach (var figure in figures.Of(columns, row))
            {
                writer.Write(',');
                writer.Write(figure is { } value && double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : null);
            }

            writer.WriteLine();
        }
    }

    private static void WriteJson(SummaryColumns columns, CustomerFigures figures, Stream output, CancellationToken cancellationToken)
    {
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartArray();
            for (var row = 0; row < columns.Count; row++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                writer.WriteStartObject();
                writer.WriteString(columns.IdColumn ?? RowNumber, Id(columns, row));
                var values = figures.Of(columns, row);
                for (var i = 0; i < values.Length; i++)
                {
                    writer.WritePropertyName(figures.Names[i]);
                    if (values[i] is { } value && double.IsFinite(value))
                    {
                        writer.WriteNumberValue(value);
                    }
                    else
                    {
                        writer.WriteNullValue();
                    }
                }

                writer.WriteEndObject();
                if (writer.BytesPending > 1 << 16)
                {
                    writer.Flush();
                }
            }

            writer.WriteEndArray();
        }

        output.WriteByte((byte)'\n');
    }

    private static string Id(SummaryColumns columns, int row) => columns.IdColumn is null ? (row + 1).ToString(CultureInfo.InvariantCulture) : columns.Ids[row];

    private static string Field(string text) =>
        text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
