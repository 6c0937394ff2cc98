using System.Runtime.InteropServices;

namespace CrmKit.Churn;

/// <summary>A score from data in which some were lost from sight.</summary>
/// <param name="Value">The score, finite; <c>null</c> where <see cref="ScoreStatus.NotIdentified"/>.</param>
/// <param name="Status">What it is worth.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CensoredScore(double? Value, ScoreStatus Status)
{
    internal static CensoredScore None { get; } = new(null, ScoreStatus.NotIdentified);

    internal static CensoredScore Of(double value) => double.IsFinite(value) ? new(value, ScoreStatus.Estimated) : None;
}
