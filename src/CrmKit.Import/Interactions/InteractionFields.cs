namespace CrmKit.Import;

/// <summary>The columns whose use depends on the type of the row.</summary>
[Flags]
internal enum InteractionFields
{
    None = 0,
    Channel = 1,
    Score = 2,
    Due = 4,
    RefersTo = 8,
    Class = 16,
    Kind = 32,
    Reason = 64,
    Occurrence = 128,
    Note = 256,
}
