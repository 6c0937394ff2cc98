namespace CrmKit.LifetimeValue;

// Customers with one number of purchases and one mean spend.
internal readonly record struct SpendRow(int X, double Mean, long Customers) : IComparable<SpendRow>
{
    public int CompareTo(SpendRow other)
    {
        var order = X.CompareTo(other.X);
        order = order != 0 ? order : Mean.CompareTo(other.Mean);
        return order != 0 ? order : Customers.CompareTo(other.Customers);
    }
}
