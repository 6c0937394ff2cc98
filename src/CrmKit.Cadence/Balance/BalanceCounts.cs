namespace CrmKit.Cadence;

/// <summary>What the balance is reckoned from.</summary>
/// <param name="Pitches">Offers made.</param>
/// <param name="Contacts">All contacts made.</param>
/// <param name="Gifts">Contacts of use since the last offer.</param>
internal readonly record struct BalanceCounts(int Pitches, int Contacts, int Gifts)
{
    public BalanceCounts With(TouchKind kind) => kind switch
    {
        TouchKind.Pitch => new BalanceCounts(Pitches + 1, Contacts + 1, 0),
        TouchKind.Value => this with { Contacts = Contacts + 1, Gifts = Gifts + 1 },
        _ => this with { Contacts = Contacts + 1 },
    };
}
