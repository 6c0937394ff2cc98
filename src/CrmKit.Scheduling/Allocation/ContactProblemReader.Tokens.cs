using System.Text.Json;

namespace CrmKit.Scheduling;

/// <summary>Single values, each with the name under which a fault is told.</summary>
internal sealed partial class ContactProblemReader
{
    private static bool Next(ref JsonTokens tokens, JsonTokenType end) => tokens.Read() && tokens.Type != end;

    // What does not fit in 32 bits is out of every range that is checked later, under the field's own name.
    private static int Int(long value) => (int)Math.Clamp(value, int.MinValue, int.MaxValue);

    private static string At(string list, int index) => string.Create(CultureInfo.InvariantCulture, $"{list}[{index}]");

    private ContactProblemException Fault(string field, string expected) => new(field, _customer, expected);

    private ContactProblemException Missing(string field) => Fault(field, "the field, which is missing");

    private void Begin(ref JsonTokens tokens, JsonTokenType type, string field, string expected)
    {
        if (tokens.Type != type)
        {
            throw Fault(field, expected);
        }
    }

    private long Integer(ref JsonTokens tokens, string field) => tokens.TryInteger(out var value) ? value : throw Fault(field, "an integer");

    private string Text(ref JsonTokens tokens, string field) => tokens.Type == JsonTokenType.String ? tokens.Text() : throw Fault(field, "text");

    private static ContactKind? Kind(ref JsonTokens tokens) =>
        tokens.Type != JsonTokenType.String ? null
        : tokens.Is("value"u8) ? ContactKind.Value
        : tokens.Is("pitch"u8) ? ContactKind.Pitch
        : tokens.Is("care"u8) ? ContactKind.Care
        : null;

    private ImmutableArray<string> Texts(ref JsonTokens tokens, string field)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        Begin(ref tokens, JsonTokenType.StartArray, field, "a list of texts");
        while (Next(ref tokens, JsonTokenType.EndArray))
        {
            texts.Add(Text(ref tokens, At(field, texts.Count)));
        }

        return texts.ToImmutable();
    }

    private ImmutableArray<long> Integers(ref JsonTokens tokens, string field)
    {
        var integers = ImmutableArray.CreateBuilder<long>();
        Begin(ref tokens, JsonTokenType.StartArray, field, "a list of integers");
        while (Next(ref tokens, JsonTokenType.EndArray))
        {
            integers.Add(tokens.TryInteger(out var value) ? value : throw Fault(At(field, integers.Count), "an integer"));
        }

        return integers.ToImmutable();
    }

    private ImmutableArray<ImmutableArray<long>> Table(ref JsonTokens tokens, string field)
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<long>>();
        Begin(ref tokens, JsonTokenType.StartArray, field, "a list of lists of integers");
        while (Next(ref tokens, JsonTokenType.EndArray))
        {
            rows.Add(Integers(ref tokens, At(field, rows.Count)));
        }

        return rows.ToImmutable();
    }
}
