namespace CrmKit.EndToEnd.Tests;

/// <summary>A C# program in a page, and what the page says that it prints.</summary>
internal sealed record Snippet
{
    /// <summary>The page, as a path from the root of the repository.</summary>
    public required string Page { get; init; }

    /// <summary>Line of the page on which the code begins, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The program.</summary>
    public required string Code { get; init; }

    /// <summary>What the page says that the program prints; <c>null</c> where it says nothing.</summary>
    public string? Output { get; init; }

    /// <summary>Name given by the comment above the code; empty without one.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Files that the program finds in its working directory.</summary>
    public ImmutableArray<string> Data { get; init; } = [];

    /// <summary>Why the program is not run; <c>null</c> where it is.</summary>
    public string? IgnoredBecause { get; init; }

    /// <summary>Where a reader finds it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Page}:{Line}{(Name.Length == 0 ? string.Empty : " " + Name)}");
}
