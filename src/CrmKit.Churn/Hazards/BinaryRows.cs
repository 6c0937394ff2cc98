namespace CrmKit.Churn;

// The rows of a regression of success and failure, in parts that threads share. They are handed out by the block, shifted and scaled, and never held together.
internal abstract class BinaryRows
{
    // So many parts at most: the sums of all of them are held until they are added in order.
    private const int MaxParts = 256;
    private const int PartRecords = 4096;

    // The names of the columns, without the intercept.
    public abstract ImmutableArray<string> Names { get; }

    public abstract int Records { get; }

    // Parts depend on the number of records alone, so that the sums do not depend on the threads.
    public int Parts => Math.Clamp((Records + PartRecords - 1) / PartRecords, 1, MaxParts);

    public BinaryCursor Begin(int part)
    {
        var size = (((long)Records + Parts - 1) / Parts) + 3 & ~3L;
        return new BinaryCursor { Record = (int)Math.Min(Records, part * size), End = (int)Math.Min(Records, (part + 1) * size) };
    }

    // Fills the block with the next rows of the part; false where there are none left.
    public bool Next(ref BinaryCursor cursor, RowBlock block, ColumnScale scale)
    {
        block.Count = Fill(ref cursor, block, scale);
        block.Pad(scale.Count);
        return block.Count > 0;
    }

    protected abstract int Fill(ref BinaryCursor cursor, RowBlock block, ColumnScale scale);
}
