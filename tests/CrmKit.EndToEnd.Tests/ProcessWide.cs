namespace CrmKit.EndToEnd.Tests;

/// <summary>Tests that change what belongs to the whole process (console, current directory) or load the machine: one at a time, beside no other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessWide
{
    public const string Name = "Process wide";
}
