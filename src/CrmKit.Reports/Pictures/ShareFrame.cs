namespace CrmKit.Reports;

/// <summary>What pictures of shares share: a heading, percent on the left, something that is counted below.</summary>
internal sealed class ShareFrame
{
    private const double HeadingY = 20;
    private const double Bottom = 52;
    private const double Left = 2;
    private const double Right = 20;

    private readonly SvgFrame _frame;

    public ShareFrame(SvgFrame frame, string title, string description, int legendLines)
    {
        _frame = frame;
        Svg = new SvgWriter(frame, title, description);
        Svg.Text("heading", Left, HeadingY, title);
        Top = 40 + (24 * legendLines);
        Shares = PlotAxis.RoundedUp(100, intervals: 5, frame.Height - Bottom, Top);
    }

    public SvgWriter Svg { get; }

    public double Top { get; }

    /// <summary>The axis of percent.</summary>
    public PlotAxis Shares { get; }

    /// <summary>Left end of the plot.</summary>
    public static double PlotLeft => 16 + (10.2 * 3);

    /// <summary>Right end of the plot.</summary>
    public double PlotRight => _frame.Width - Right;

    public string Nothing(string words)
    {
        Svg.Text("quiet", Left, HeadingY + 26, words);
        return Svg.Finish();
    }

    public void Axes(PlotAxis across, string words)
    {
        foreach (var tick in Shares.Ticks)
        {
            Svg.Line(tick == 0 ? "axis" : "grid", PlotLeft, Shares.At(tick), PlotRight, Shares.At(tick));
            Svg.Text("quiet before", PlotLeft - 8, Shares.At(tick) + 6, PlotAxis.Label(tick));
        }

        var floor = Shares.At(0);
        foreach (var tick in across.Ticks)
        {
            Svg.Line("axis", across.At(tick), floor, across.At(tick), floor + 5);
            Svg.Text("quiet middle", across.At(tick), floor + 22, PlotAxis.Label(tick));
        }

        Svg.Text("quiet before", PlotRight, floor + 44, words);
    }

    /// <summary>A stroke and its words above the plot.</summary>
    /// <param name="style">The style of the stroke.</param>
    /// <param name="line">The line of the legend, from 0.</param>
    /// <param name="column">The column of the legend, from 0.</param>
    /// <param name="words">The words.</param>
    public void Key(string style, int line, int column, string words)
    {
        var (x, y) = (Left + (column * (_frame.Width - Left - Right) / 2), 46 + (24 * line));
        Svg.Polyline(style, [(x, y - 5), (x + 32, y - 5)]);
        Svg.Text("plain", x + 39, y, words);
    }
}
