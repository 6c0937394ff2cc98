namespace CrmKit;

/// <summary>The secret keys of suppression hashes. A rotation adds a key in front and keeps the old ones, so that old hashes go on matching.</summary>
/// <remarks>Implementations are thread-safe. An exception stops the operation that asked; nothing is sent.</remarks>
public interface IKeyRing
{
    /// <summary>Keys of 32 bytes or more, the current one first; never empty.</summary>
    ImmutableArray<ImmutableArray<byte>> Keys { get; }
}
