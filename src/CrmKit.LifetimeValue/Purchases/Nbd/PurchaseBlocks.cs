namespace CrmKit.LifetimeValue;

// Points of integration are chosen for several x at a time, up to one that is not much larger than the first.
internal static class PurchaseBlocks
{
    public static int LastOf(int x) => Math.Max(8, x > int.MaxValue / 3 ? x : 3 * x);
}
