namespace CrmKit.Testing;

/// <summary>A key ring for tests, with fixed keys that anybody can compute: never for real addresses.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class RotatingKeyRing : IKeyRing
{
    private volatile KeyList _keys = new([MakeKey(1)]);

    /// <inheritdoc/>
    public ImmutableArray<ImmutableArray<byte>> Keys => _keys.Keys;

    /// <summary>Puts another key in front.</summary>
    public void Rotate()
    {
        var keys = _keys.Keys;
        _keys = new KeyList(keys.Insert(0, MakeKey((byte)(keys.Length + 1))));
    }

    private static ImmutableArray<byte> MakeKey(byte filling) => [.. Enumerable.Repeat(filling, 32)];

    // A reference can be put in place in one step; an array of arrays held by value is no such thing to the language.
    private sealed record KeyList(ImmutableArray<ImmutableArray<byte>> Keys);
}
