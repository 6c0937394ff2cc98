namespace CrmKit.Import;

/// <summary>Words by which the name of a column gives away that it says who may not be contacted: what is not read cannot be heeded, and is never passed over unseen.</summary>
internal static class RefusalWords
{
    private static readonly ImmutableArray<string> Words = ["unsubscri", "optout", "optedout", "donotallow", "donotemail", "donotbulk", "donotcontact", "donotmail", "donotcall", "nomarketing", "abmeld", "abbestell"];

    /// <summary>Whether the name speaks of refusing, whatever its case, spaces and punctuation.</summary>
    public static bool AreIn(string columnName)
    {
        var folded = FoldedText.Of(columnName);
        return Words.Any(word => folded.Contains(word, StringComparison.Ordinal));
    }
}
