namespace CrmKit.Architecture.Tests;

/// <summary>One row of the table "Rooms and arrows".</summary>
/// <param name="Name">Project, assembly and package.</param>
/// <param name="Arrows">CrmKit projects that the project file may reference.</param>
/// <param name="Packages">Packages that the project file may reference.</param>
/// <param name="IsEngine">Whether it computes on snapshots alone: no task, no clock, no input or output, no dependency injection, no logging.</param>
internal sealed record Room(string Name, ImmutableArray<string> Arrows, ImmutableArray<string> Packages, bool IsEngine);
