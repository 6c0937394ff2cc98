namespace CrmKit.Reports;

/// <summary>One parameter of a fitted model.</summary>
/// <param name="Model">The model, for example <c>BG/NBD</c>.</param>
/// <param name="Name">The parameter's name in the field, for example <c>alpha</c>.</param>
/// <param name="Value">The estimate, shown with six significant digits.</param>
/// <param name="StandardError">Its standard error in the same unit; <c>null</c> where the fit gives none.</param>
public sealed record ReportParameter(string Model, string Name, double Value, double? StandardError = null);
