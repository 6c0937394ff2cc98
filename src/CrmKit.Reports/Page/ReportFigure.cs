namespace CrmKit.Reports;

/// <summary>One figure at the head of a report.</summary>
/// <param name="Label">What it counts, for example <c>customers</c>.</param>
/// <param name="Value">The figure as it is to be read, for example <c>2,357</c>.</param>
public sealed record ReportFigure(string Label, string Value);
