using System.Text.Json.Serialization;

namespace CrmKit.Tool;

/// <summary>Everything that the tool reads or prints as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(BusinessSettings))]
[JsonSerializable(typeof(FaultOutput))]
[JsonSerializable(typeof(ImportOutput))]
[JsonSerializable(typeof(PlanOutput))]
[JsonSerializable(typeof(WhyOutput))]
[JsonSerializable(typeof(SendOutput))]
[JsonSerializable(typeof(ReportOutput))]
[JsonSerializable(typeof(DemoOutput))]
internal sealed partial class ToolJson : JsonSerializerContext;
