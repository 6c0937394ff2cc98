namespace CrmKit.Reports;

/// <summary>Cells whose darkness tells a share, from nothing to all in ten steps, with the share written into those that have room.</summary>
internal sealed class HeatMap(SvgFrame frame, string title, string description)
{
    private const double HeadingY = 20;
    private const double Top = 62;
    private const double Bottom = 50;
    private const double Left = 2;
    private const double Right = 12;
    private const double WrittenFrom = 30;

    /// <summary>The shares of each row, 0 to 1; <c>null</c> for no cell.</summary>
    public required ImmutableArray<ImmutableArray<double?>> Rows { get; init; }

    /// <summary>What stands left of each row; empty for nothing.</summary>
    public required ImmutableArray<string> RowLabels { get; init; }

    /// <summary>What stands below the columns: a text and the column, 0 the first.</summary>
    public required ImmutableArray<(int Column, string Text)> ColumnLabels { get; init; }

    /// <summary>What the rows are, above the first.</summary>
    public required string RowWords { get; init; }

    /// <summary>What the columns are, below their labels.</summary>
    public required string ColumnWords { get; init; }

    /// <summary>What is written into a cell of a share. Default whole percent.</summary>
    public Func<double, string> Written { get; init; } = static share => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0}");

    public string Render()
    {
        var svg = new SvgWriter(frame, title, description);
        svg.Text("heading", Left, HeadingY, title);
        if (Rows.IsEmpty)
        {
            svg.Text("quiet", Left, HeadingY + 26, "There is nothing to show yet.");
            return svg.Finish();
        }

        svg.Text("quiet", Left, Top - 12, RowWords);
        var left = 14 + (10.2 * RowLabels.Max(label => label.Length));
        var columns = Rows.Max(row => row.Length);
        var (width, height) = ((frame.Width - Right - left) / columns, (frame.Height - Bottom - Top) / Rows.Length);
        for (var i = 0; i < Rows.Length; i++)
        {
            var y = Top + (i * height);
            if (height * LabelEvery(height) >= 14 && i % LabelEvery(height) == 0)
            {
                svg.Text("quiet before", left - 8, y + (height / 2) + 5, RowLabels[i]);
            }

            for (var j = 0; j < Rows[i].Length; j++)
            {
                if (Rows[i][j] is { } share)
                {
                    Cell(svg, left + (j * width), y, width, height, share, Written(share));
                }
            }
        }

        foreach (var (column, text) in ColumnLabels)
        {
            svg.Text("quiet middle", left + ((column + 0.5) * width), frame.Height - Bottom + 20, text);
        }

        svg.Text("quiet before", frame.Width - Right, frame.Height - Bottom + 42, ColumnWords);
        return svg.Finish();
    }

    private static int LabelEvery(double height) => (int)Math.Ceiling(18 / height);

    private static void Cell(SvgWriter svg, double x, double y, double width, double height, double share, string written)
    {
        var step = (int)Math.Round(Math.Clamp(share, 0, 1) * 10);
        svg.Rectangle(string.Create(CultureInfo.InvariantCulture, $"heat heat-{step}"), x + 0.5, y + 0.5, Math.Max(0.5, width - 1), Math.Max(0.5, height - 1));
        if (width >= WrittenFrom && height >= 16)
        {
            svg.Text(step > 5 ? "on-dark middle" : "middle", x + (width / 2), y + (height / 2) + 5, written);
        }
    }
}
