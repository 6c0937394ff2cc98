namespace CrmKit;

/// <summary>Which class of contact obeys which gate, and which counts in the cap. The table is printed in the documentation.</summary>
public static class TouchClassRules
{
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
    public static bool NeedsConsent(TouchClass touchClass) => touchClass is TouchClass.Promotional or TouchClass.Relationship;

    /// <summary>Whether a class keeps quiet hours.</summary>
    /// <param name="touchClass">The class.</param>
    public static bool KeepsQuietHours(TouchClass touchClass) => touchClass is not TouchClass.Legal;

    /// <summary>Whether a class is stopped by the cap.</summary>
    /// <param name="touchClass">The class.</param>
    public static bool ObeysCap(TouchClass touchClass) => touchClass is TouchClass.Promotional;

    /// <summary>Whether a contact of a class counts against later ones.</summary>
    /// <param name="touchClass">The class.</param>
    public static bool CountsInCap(TouchClass touchClass) => touchClass is TouchClass.Promotional or TouchClass.Relationship;
}
