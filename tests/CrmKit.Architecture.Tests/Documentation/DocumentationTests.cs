using System.Xml.Linq;

namespace CrmKit.Architecture.Tests;

public sealed class DocumentationTests
{
    public static TheoryData<string> Rooms => House.Names;

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Public_surface_is_documented(string name)
    {
        var assembly = House.AssemblyOf(name);
        var documentation = DocumentationFile.Beside(assembly);
        Violations.None(PublicSurface.Types(assembly).SelectMany(documentation.Gaps));
    }

    [Fact]
    public void Gap_is_reported_for_each_missing_part()
    {
        var documentation = new DocumentationFile(XDocument.Parse(
            """
            <doc><members>
              <member name="T:CrmKit.Architecture.Tests.DocumentationSample`1"><summary> </summary></member>
              <member name="M:CrmKit.Architecture.Tests.DocumentationSample`1.TryTake(System.Collections.Generic.IReadOnlyList{`0},System.Int32@)">
                <summary>Takes.</summary><param name="items">Items.</param><param name="count"></param>
              </member>
              <member name="M:CrmKit.Architecture.Tests.DocumentationSample`1.Inherited(System.Int32)"><inheritdoc/></member>
            </members></doc>
            """));

        var gaps = documentation.Gaps(typeof(DocumentationSample<>)).Select(gap => gap.Replace("CrmKit.Architecture.Tests.", string.Empty, StringComparison.Ordinal));

        Assert.Equal(
            [
                "T:DocumentationSample`1: summary",
                "T:DocumentationSample`1: type parameter T",
                "P:DocumentationSample`1.Length: no documentation",
                "M:DocumentationSample`1.TryTake(System.Collections.Generic.IReadOnlyList{`0},System.Int32@): parameter count",
                "M:DocumentationSample`1.TryTake(System.Collections.Generic.IReadOnlyList{`0},System.Int32@): an empty param",
                "M:DocumentationSample`1.TryTake(System.Collections.Generic.IReadOnlyList{`0},System.Int32@): what true and false mean",
            ],
            gaps);
    }

}

public sealed class DocumentationSample<T>
{
    public int Length => 0;

    public bool TryTake(IReadOnlyList<T> items, out int count)
    {
        count = items.Count;
        return count > 0;
    }

    public int Inherited(int value) => value;
}
