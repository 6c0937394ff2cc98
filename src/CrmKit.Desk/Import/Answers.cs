using CrmKit.Import;

namespace CrmKit.Desk;

/// <summary>Answers to questions about differences.</summary>
internal static class Answers
{
    /// <summary>Asks each question once, however often the files are read.</summary>
    public static Func<FieldDifference, bool>? Remembered(Func<FieldDifference, bool>? decide)
    {
        if (decide is null)
        {
            return null;
        }

        var given = new Dictionary<FieldDifference, bool>();
        return difference => given.TryGetValue(difference, out var answer) ? answer : given[difference] = decide(difference);
    }
}
