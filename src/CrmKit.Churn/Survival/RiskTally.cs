namespace CrmKit.Churn;

// How many records, and what weight of them.
internal struct RiskTally
{
    public CompensatedSum Weight;
    public int Records;

    public void Add(double weight)
    {
        Weight.Add(weight);
        Records++;
    }

    public void Add(in RiskTally other)
    {
        Weight.Add(other.Weight);
        Records += other.Records;
    }

    public void AddCount(int records)
    {
        Weight.Add(records);
        Records += records;
    }
}
