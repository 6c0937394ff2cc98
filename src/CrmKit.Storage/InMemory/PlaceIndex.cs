namespace CrmKit.Storage;

/// <summary>What there is at contact points that reach each other. Immutable; a place without anything is not kept.</summary>
internal sealed class PlaceIndex<T>
{
    private readonly ImmutableDictionary<(Channel Channel, string FoldedAddress), ImmutableHashSet<T>> _byPlace;

    private PlaceIndex(ImmutableDictionary<(Channel Channel, string FoldedAddress), ImmutableHashSet<T>> byPlace) => _byPlace = byPlace;

    public static PlaceIndex<T> Empty { get; } = new(ImmutableDictionary<(Channel Channel, string FoldedAddress), ImmutableHashSet<T>>.Empty);

    public bool IsEmpty => _byPlace.IsEmpty;

    public ImmutableHashSet<T> At((Channel Channel, string FoldedAddress) place) => _byPlace.GetValueOrDefault(place, []);

    public PlaceIndex<T> With(T item, (Channel Channel, string FoldedAddress) place) => new(_byPlace.SetItem(place, At(place).Add(item)));

    public PlaceIndex<T> Without(T item, (Channel Channel, string FoldedAddress) place)
    {
        var left = At(place).Remove(item);
        return new(left.IsEmpty ? _byPlace.Remove(place) : _byPlace.SetItem(place, left));
    }
}
