namespace CrmKit.LifetimeValue;

// A way to integrate over the unseen lifetimes of the rows of one x.
internal interface IHistoryIntegrals
{
    // Prepares for the rows of an x; those of a smaller x have come before. False where this way does not serve them.
    bool TryMoveTo((int X, int From, int To) group);

    // Adds some of them, on any thread.
    void Add(BasisSums sums, (int X, int From, int To) piece);
}
