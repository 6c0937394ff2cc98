namespace CrmKit;

/// <summary>One parameter of a model.</summary>
/// <param name="Name">Its name in the literature, for example <c>alpha</c>.</param>
/// <param name="Value">Its value.</param>
public readonly record struct ModelParameter(string Name, double Value);
