namespace CrmKit.Architecture.Tests;

/// <summary>Fails with every violation of a rule, one a line, so that one run tells all.</summary>
internal static class Violations
{
    public static void None(IEnumerable<object?> found)
    {
        var all = found.ToArray();
        if (all.Length > 0)
        {
            Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{all.Length} found:\n{string.Join('\n', all)}"));
        }
    }
}
