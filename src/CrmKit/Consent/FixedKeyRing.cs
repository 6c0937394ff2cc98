namespace CrmKit;

/// <summary>A key ring of given keys.</summary>
public sealed class FixedKeyRing : IKeyRing
{
    /// <summary>Creates a ring.</summary>
    /// <param name="keys">Keys of 32 bytes or more, the current one first.</param>
    /// <exception cref="ArgumentException">No key, or one shorter than 32 bytes.</exception>
    public FixedKeyRing(params IEnumerable<ImmutableArray<byte>> keys)
    {
        Keys = [.. keys];
        if (Keys.IsEmpty || Keys.Any(key => key.IsDefault || key.Length < 32))
        {
            throw new ArgumentException("A key ring needs at least one key, and every key at least 32 bytes.", nameof(keys));
        }
    }

    /// <inheritdoc/>
    public ImmutableArray<ImmutableArray<byte>> Keys { get; }
}
