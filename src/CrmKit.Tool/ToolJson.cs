using System.Text.Json.Serialization;

namespace CrmKit.Tool;

/// <summary>Everything that the tool reads or prints as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true, Converters = [typeof(AccountRatioJson)])]
[JsonSerializable(typeof(BusinessSettings))]
[JsonSerializable(typeof(FaultOutput))]
[JsonSerializable(typeof(ImportOutput))]
[JsonSerializable(typeof(PlanOutput))]
[JsonSerializable(typeof(DueOutput))]
[JsonSerializable(typeof(WhyOutput))]
[JsonSerializable(typeof(TouchWhyOutput))]
[JsonSerializable(typeof(SendOutput))]
[JsonSerializable(typeof(ReportOutput))]
[JsonSerializable(typeof(DemoOutput))]
[JsonSerializable(typeof(MergeOutput))]
[JsonSerializable(typeof(HistoryOutput))]
[JsonSerializable(typeof(PeopleOutput))]
[JsonSerializable(typeof(PersonOutput))]
[JsonSerializable(typeof(ConsentOutput))]
[JsonSerializable(typeof(EraseOutput))]
[JsonSerializable(typeof(DuplicatesOutput))]
[JsonSerializable(typeof(ExportOutput))]
[JsonSerializable(typeof(CalendarOutput))]
[JsonSerializable(typeof(FitOutput))]
[JsonSerializable(typeof(SelectOutput))]
[JsonSerializable(typeof(CurvesOutput))]
[JsonSerializable(typeof(RegressionOutput))]
[JsonSerializable(typeof(HoldoutOutput))]
[JsonSerializable(typeof(ChurnOutput))]
[JsonSerializable(typeof(OccurrencesOutput))]
internal sealed partial class ToolJson : JsonSerializerContext;
