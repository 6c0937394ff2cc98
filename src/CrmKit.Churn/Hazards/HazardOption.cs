namespace CrmKit.Churn;

internal static class HazardOption
{
    public static void Check(bool admissible, string name, object value, string range)
    {
        if (!admissible)
        {
            throw new ArgumentOutOfRangeException(name, value, $"The option {name} must be {range}.");
        }
    }
}
