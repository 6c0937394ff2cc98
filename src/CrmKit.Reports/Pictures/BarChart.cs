namespace CrmKit.Reports;

/// <summary>Bars of what happened, and beside them marks of what was expected: told apart by shape, not by colour alone.</summary>
internal sealed class BarChart(SvgFrame frame, string title, string description)
{
    private const double HeadingY = 20;
    private const double LegendY = 46;
    private const double Top = 64;
    private const double Bottom = 52;
    private const double Left = 2;
    private const double Right = 20;

    /// <summary>Height of each bar.</summary>
    public required ImmutableArray<double> Bars { get; init; }

    /// <summary>Height of the mark on each bar; empty for none.</summary>
    public ImmutableArray<double> Marks { get; init; } = [];

    /// <summary>What the bars are.</summary>
    public required string BarWords { get; init; }

    /// <summary>What the marks are.</summary>
    public string MarkWords { get; init; } = string.Empty;

    /// <summary>What stands below the bars: a text and the position in bars, 0.5 being the middle of the first.</summary>
    public required ImmutableArray<(double At, string Text)> Labels { get; init; }

    /// <summary>What the bars are counted by, below the labels.</summary>
    public required string AxisWords { get; init; }

    public string Render()
    {
        var svg = new SvgWriter(frame, title, description);
        svg.Text("heading", Left, HeadingY, title);
        if (Bars.IsEmpty)
        {
            svg.Text("quiet", Left, LegendY, "There is nothing to show yet.");
            return svg.Finish();
        }

        double floor = frame.Height - Bottom, right = frame.Width - Right;
        var heights = PlotAxis.RoundedUp(Math.Max(Bars.Max(), Marks.IsEmpty ? 0 : Marks.Max()), intervals: 5, floor, Top);
        var left = 16 + (10.2 * heights.Ticks.Max(tick => PlotAxis.Label(tick).Length));
        foreach (var tick in heights.Ticks)
        {
            svg.Line(tick == 0 ? "axis" : "grid", left, heights.At(tick), right, heights.At(tick));
            svg.Text("quiet before", left - 8, heights.At(tick) + 6, PlotAxis.Label(tick));
        }

        var slot = (right - left) / Bars.Length;
        for (var i = 0; i < Bars.Length; i++)
        {
            var from = left + (i * slot);
            svg.Rectangle("column", from + (0.12 * slot), heights.At(Bars[i]), 0.76 * slot, floor - heights.At(Bars[i]));
            if (!Marks.IsEmpty)
            {
                svg.Line("mark", from + (0.02 * slot), heights.At(Marks[i]), from + (0.98 * slot), heights.At(Marks[i]));
            }
        }

        foreach (var (at, text) in Labels)
        {
            svg.Text("quiet middle", left + (at * slot), floor + 20, text);
        }

        svg.Text("quiet before", right, floor + 44, AxisWords);
        svg.Rectangle("column", Left, LegendY - 12, 16, 12);
        svg.Text("plain", Left + 24, LegendY, BarWords);
        if (!Marks.IsEmpty)
        {
            svg.Line("mark", Left + 152, LegendY - 5, Left + 184, LegendY - 5);
            svg.Text("plain", Left + 191, LegendY, MarkWords);
        }

        return svg.Finish();
    }
}
