namespace CrmKit.Reports;

/// <summary>One column of a table.</summary>
/// <param name="Label">Its heading.</param>
/// <param name="Write">Writes the cell of a row.</param>
/// <param name="IsNumber">Whether its cells are aligned as numbers.</param>
/// <param name="IsSentence">Whether its cells are sentences, which take a whole line of their own on a small screen.</param>
internal sealed record ReportColumn<T>(string Label, Action<MarkupWriter, T> Write, bool IsNumber = false, bool IsSentence = false);
