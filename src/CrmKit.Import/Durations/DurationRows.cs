namespace CrmKit.Import;

// Rows as they are read.
internal sealed class DurationRows
{
    public List<double> Time { get; } = [];

    public List<bool> IsEvent { get; } = [];

    public List<double> Entry { get; } = [];

    public List<double> Weight { get; } = [];
}
