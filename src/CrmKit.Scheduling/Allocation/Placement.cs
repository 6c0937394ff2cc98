namespace CrmKit.Scheduling;

/// <summary>One contact of a column: which touch, through which channel, on which day.</summary>
internal readonly record struct Placement(byte Touch, byte Channel, byte Day);
