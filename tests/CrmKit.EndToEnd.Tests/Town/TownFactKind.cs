namespace CrmKit.EndToEnd.Tests.Town;

internal enum TownFactKind
{
    OptedIn,
    OptedOut,
    Complained,
    Settled,
    Merged,
    Moved,
}
