namespace CrmKit;

/// <summary>Which class of contact obeys which gate, and which counts in the caps. The table is printed in the documentation.</summary>
public static class TouchClassRules
{
    private const GateEffect Obeys = GateEffect.Obeys;
    private const GateEffect Passes = GateEffect.Passes;
    private const GateEffect Pitch = GateEffect.ObeysAsPitch;

    /// <summary>The table, one line an aspect, in the order of the gates.</summary>
    public static ImmutableArray<ClassRule> Table { get; } =
    [
        new(GateAspect.ContactPoint, "contact point: still the person's", Obeys, Obeys, Obeys, Obeys),
        new(GateAspect.Objection, "suppression: objected to", Obeys, Obeys, Passes, Passes),
        new(GateAspect.Undeliverable, "suppression: nothing gets through", Obeys, Obeys, Obeys, Obeys),
        new(GateAspect.Consent, "consent", Obeys, Obeys, Passes, Passes),
        new(GateAspect.Care, "care: to be spared", Pitch, Pitch, Pitch, Pitch),
        new(GateAspect.Conflict, "conflict: a complaint is open", Obeys, Obeys, Passes, Passes),
        new(GateAspect.ChannelOffered, "channel: in use", Obeys, Obeys, Obeys, Obeys),
        new(GateAspect.ChannelRefused, "channel: refused by the person", Obeys, Obeys, Passes, Passes),
        new(GateAspect.QuietHours, "quiet hours", Obeys, Obeys, Obeys, Passes),
        new(GateAspect.Blackout, "blackout: the business's days", Obeys, Obeys, Passes, Passes),
        new(GateAspect.BlockedDay, "blackout: the person's days", Obeys, Obeys, Passes, Passes),
        new(GateAspect.Cap, "caps", Obeys | GateEffect.Counts, GateEffect.Counts, Passes, Passes),
        new(GateAspect.Expiry, "expiry", Obeys, Obeys, Obeys, Obeys),
    ];

    /// <summary>The line of an aspect.</summary>
    /// <param name="aspect">What the gate asks.</param>
    /// <exception cref="ArgumentOutOfRangeException">The aspect is unknown.</exception>
    public static ClassRule Of(GateAspect aspect) =>
        Enum.IsDefined(aspect) ? Table[(int)aspect - 1] : throw new ArgumentOutOfRangeException(nameof(aspect), aspect, "Unknown aspect of the gates.");

    /// <summary>Whether an aspect may stop a contact.</summary>
    /// <param name="aspect">What the gate asks.</param>
    /// <param name="touchClass">The class of the contact.</param>
    /// <param name="kind">What the contact gives.</param>
    /// <exception cref="ArgumentOutOfRangeException">The aspect is unknown.</exception>
    public static bool MayStop(GateAspect aspect, TouchClass touchClass, TouchKind kind)
    {
        var effect = Of(aspect).For(touchClass);
        return (effect & GateEffect.Obeys) != GateEffect.Passes || ((effect & GateEffect.ObeysAsPitch) != GateEffect.Passes && kind == TouchKind.Pitch);
    }

    /// <summary>What a contact of a class gives to the person unless told otherwise: promotion an offer, a greeting attention, the rest something of use.</summary>
    /// <param name="touchClass">The class.</param>
    public static TouchKind UsualKind(TouchClass touchClass) => touchClass switch
    {
        TouchClass.Promotional => TouchKind.Pitch,
        TouchClass.Relationship => TouchKind.Care,
        _ => TouchKind.Value,
    };

    /// <summary>Whether a class needs the person's consent.</summary>
    /// <param name="touchClass">The class.</param>
    public static bool NeedsConsent(TouchClass touchClass) => Obey(GateAspect.Consent, touchClass);

    /// <summary>Whether a class keeps quiet hours.</summary>
    /// <param name="touchClass">The class.</param>
    public static bool KeepsQuietHours(TouchClass touchClass) => Obey(GateAspect.QuietHours, touchClass);

    /// <summary>Whether a class is stopped by the caps.</summary>
    /// <param name="touchClass">The class.</param>
    public static bool ObeysCap(TouchClass touchClass) => Obey(GateAspect.Cap, touchClass);

    /// <summary>Whether a contact of a class counts against later ones.</summary>
    /// <param name="touchClass">The class.</param>
    public static bool CountsInCap(TouchClass touchClass) => (Of(GateAspect.Cap).For(touchClass) & GateEffect.Counts) != GateEffect.Passes;

    /// <summary>Whether a contact counts in the give and take of a relationship: an order confirmation and a recall are neither a gift nor a sign that somebody thought of the person; an offer is one in any class.</summary>
    /// <param name="touchClass">The class of the contact.</param>
    /// <param name="kind">What the contact gives.</param>
    public static bool CountsAsContact(TouchClass touchClass, TouchKind kind) => kind == TouchKind.Pitch || CountsInCap(touchClass);

    /// <summary>Whether a contact is one that the business owes out of attention: it gives care or something of use, and is no part of a purchase nor owed by law.</summary>
    /// <param name="touchClass">The class of the contact.</param>
    /// <param name="kind">What the contact gives.</param>
    public static bool IsCaring(TouchClass touchClass, TouchKind kind) =>
        touchClass is TouchClass.Promotional or TouchClass.Relationship && kind is TouchKind.Care or TouchKind.Value;

    private static bool Obey(GateAspect aspect, TouchClass touchClass) => (Of(aspect).For(touchClass) & GateEffect.Obeys) != GateEffect.Passes;
}
