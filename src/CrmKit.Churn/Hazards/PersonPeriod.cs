using System.Runtime.InteropServices;

namespace CrmKit.Churn;

/// <summary>One period of one customer.</summary>
/// <param name="Record">The record, from 0.</param>
/// <param name="Period">The period of tenure, from 1.</param>
/// <param name="Band">The band of the period, from 0.</param>
/// <param name="Left">Whether the customer left in that period.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PersonPeriod(int Record, long Period, int Band, bool Left);
