namespace CrmKit.Import;

/// <summary>A column that a file has.</summary>
/// <param name="Index">Its place.</param>
/// <param name="Name">Its name, safe to print.</param>
internal readonly record struct ProfileColumn(int Index, string Name);
