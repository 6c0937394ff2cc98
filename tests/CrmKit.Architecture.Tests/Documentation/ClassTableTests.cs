namespace CrmKit.Architecture.Tests;

/// <summary>The table of classes that the documentation prints is the one that the gates ask.</summary>
public sealed class ClassTableTests
{
    private const string Head = "| gate | Promotional | Relationship | Transactional | Legal |";

    [Fact]
    public void Documentation_prints_the_table_of_classes_line_by_line()
    {
        var page = File.ReadAllLines(Path.Combine(Checkout.Root, "docs", "architecture.md"));
        var printed = page.SkipWhile(line => line != Head).Skip(2).TakeWhile(line => line.StartsWith('|'));
        Assert.Equal(TouchClassRules.Table.Select(Line), printed);
    }

    private static string Line(ClassRule rule) =>
        $"| {rule.Label} | {string.Join(" | ", new[] { rule.Promotional, rule.Relationship, rule.Transactional, rule.Legal }.Select(Words))} |";

    private static string Words(GateEffect effect)
    {
        var does = effect switch
        {
            _ when effect.HasFlag(GateEffect.Obeys) => "obeys",
            _ when effect.HasFlag(GateEffect.ObeysAsPitch) => "a pitch obeys",
            _ => "passes",
        };
        return effect.HasFlag(GateEffect.Counts) ? does + ", counts" : does;
    }
}
