namespace CrmKit.Churn;

// How a search ended.
internal enum BinaryEnd
{
    Maximum = 1,

    // The steps do not shrink as they do near a maximum.
    Diverging,
    IterationLimit,
}
