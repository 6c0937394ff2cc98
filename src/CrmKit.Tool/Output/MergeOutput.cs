using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>A merge of two records.</summary>
internal sealed record MergeOutput(string Survivor, string Absorbed, string MergedAt, string? UnmergedAt)
{
    public static MergeOutput From(RecordMerge merge) => new(
        merge.Survivor.Value,
        merge.Absorbed.Value,
        InstantPattern.ExtendedIso.Format(merge.MergedAt),
        merge.UnmergedAt is { } undone ? InstantPattern.ExtendedIso.Format(undone) : null);
}
