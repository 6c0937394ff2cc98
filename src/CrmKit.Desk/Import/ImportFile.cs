namespace CrmKit.Desk;

/// <summary>One file of a request.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Read">Reads it, given its bytes and its name.</param>
internal sealed record ImportFile(string Path, Func<Stream, string, CancellationToken, IAsyncEnumerable<ImportPart>> Read);
