namespace CrmKit.Churn;

// Fills a table from its last time to its first one: those at risk at t are those who leave at t or later less those who come in at t or later.
internal sealed class RiskWriter(int steps)
{
    private CompensatedSum _atRisk;
    private long _records;
    private int _step = steps;

    public RiskTable Table { get; } = steps == 0 ? RiskTable.Empty : new RiskTable(steps);

    // Those who come in at or after the time of the next step written.
    public void Enter(in RiskTally entering)
    {
        _atRisk.Subtract(entering.Weight);
        _records -= entering.Records;
        Settle();
    }

    public void Step(double time, in RiskTally events, in RiskTally censored)
    {
        _step--;
        _atRisk.Add(censored.Weight);
        _records += censored.Records;
        Settle();
        Table.Times[_step] = time;
        Table.Staying[_step] = _atRisk.Value;
        _atRisk.Add(events.Weight);
        _records += events.Records;
        Table.AtRisk[_step] = _atRisk.Value;
        Table.Events[_step] = events.Weight.Value;
        Table.Censored[_step] = censored.Weight.Value;
        Table.EventRecords[_step] = events.Records;
    }

    // Nobody weighs exactly nothing, whatever rounding left.
    private void Settle()
    {
        if (_records == 0)
        {
            _atRisk = default;
        }
    }
}
