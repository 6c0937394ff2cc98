namespace CrmKit.Benchmarks;

// How large the inputs are; the short mode shrinks them.
public static class Scale
{
    public static bool IsShort { get; set; }

    public static int Of(int customers) => IsShort ? Math.Min(customers, 5_000) : customers;
}
