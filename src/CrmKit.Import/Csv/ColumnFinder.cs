using System.Runtime.CompilerServices;

namespace CrmKit.Import;

/// <summary>Finds columns by the options that name them.</summary>
/// <param name="header">The file's columns.</param>
/// <param name="options">The type of the options, which faults name.</param>
internal readonly struct ColumnFinder(CsvHeader header, string options)
{
    /// <summary>A column that must be there.</summary>
    /// <param name="name">Its name: a property of the options.</param>
    /// <param name="option">The property.</param>
    public RowColumn Required(string name, [CallerArgumentExpression(nameof(name))] string option = "") => new(header.Required(name, Option(option)), name);

    /// <summary>A column that must be there where it was named, and may be there under its usual name.</summary>
    /// <param name="name">Its name: a property of the options.</param>
    /// <param name="usual">Its usual name.</param>
    /// <param name="option">The property.</param>
    public RowColumn Optional(string? name, string usual, [CallerArgumentExpression(nameof(name))] string option = "") => new(header.Optional(name, usual, Option(option)), name ?? usual);

    private string Option(string property) => $"{options}{property[property.LastIndexOf('.')..]}";
}
