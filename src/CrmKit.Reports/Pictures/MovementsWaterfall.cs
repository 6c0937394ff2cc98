using CrmKit.Churn;

namespace CrmKit.Reports;

/// <summary>Draws how recurring revenue went from its opening to its closing: what came, what grew, what shrank, what left.</summary>
/// <remarks>Pure: equal input gives equal text under every culture. Thread-safe.</remarks>
public static class MovementsWaterfall
{
    private const double HeadingY = 20;
    private const double Top = 48;
    private const double Bottom = 52;
    private const double Left = 2;
    private const double Right = 20;

    /// <summary>One SVG element that styles itself, light or dark, and can stand in a file or in a page.</summary>
    /// <param name="movements">The movements of a month or of any period.</param>
    /// <param name="options">How it is drawn; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">An option lies outside its range.</exception>
    public static string Render(AccountMovements movements, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(movements);
        var (title, frame) = PlotOptions.Checked(options, "Where the revenue went", "movements");
        var svg = new SvgWriter(frame, title, Describe(movements));
        svg.Text("heading", Left, HeadingY, title);
        var bars = Bars(movements);
        var largest = (double)bars.Max(bar => Math.Max(bar.From, bar.To));
        if (largest <= 0)
        {
            svg.Text("quiet", Left, HeadingY + 26, "Nothing has moved yet.");
            return svg.Finish();
        }

        double floor = frame.Height - Bottom, right = frame.Width - Right;
        var money = PlotAxis.RoundedUp(largest, intervals: 5, floor, Top);
        var left = 16 + (10.2 * money.Ticks.Max(tick => PlotAxis.Label(tick).Length));
        foreach (var tick in money.Ticks)
        {
            svg.Line(tick == 0 ? "axis" : "grid", left, money.At(tick), right, money.At(tick));
            svg.Text("quiet before", left - 8, money.At(tick) + 6, PlotAxis.Label(tick));
        }

        var slot = (right - left) / bars.Length;
        for (var i = 0; i < bars.Length; i++)
        {
            var bar = bars[i];
            var (low, high) = ((double)Math.Min(bar.From, bar.To), (double)Math.Max(bar.From, bar.To));
            var x = left + (i * slot);
            svg.Rectangle(bar.Style, x + (0.12 * slot), money.At(high), 0.76 * slot, Math.Max(1, money.At(low) - money.At(high)));
            if (i + 1 < bars.Length)
            {
                svg.Line("boundary", x + (0.88 * slot), money.At((double)bar.To), x + (1.12 * slot), money.At((double)bar.To));
            }

            // Seven words do not fit beside each other: every second stands a line lower.
            svg.Text("quiet middle", x + (slot / 2), floor + (i % 2 == 0 ? 20 : 40), bar.Word);
        }

        return svg.Finish();
    }

    /// <summary>What the picture shows, in sentences.</summary>
    /// <param name="movements">The movements of a month or of any period.</param>
    public static string Describe(AccountMovements movements)
    {
        ArgumentNullException.ThrowIfNull(movements);
        return $"Recurring revenue went from {EnglishText.Of(movements.OpeningMrr)} to {EnglishText.Of(movements.ClosingMrr)}: new {EnglishText.Of(movements.NewMrr)}, "
            + $"back {EnglishText.Of(movements.ReactivationMrr)}, grown {EnglishText.Of(movements.ExpansionMrr)}, shrunk {EnglishText.Of(movements.ContractionMrr)}, left {EnglishText.Of(movements.ChurnedMrr)}. "
            + $"{movements.OpeningCustomers.ToString("N0", CultureInfo.InvariantCulture)} customers at the opening, {movements.ClosingCustomers.ToString("N0", CultureInfo.InvariantCulture)} at the closing; {movements.ChurnedCustomers.ToString("N0", CultureInfo.InvariantCulture)} left on the way.";
    }

    private static ImmutableArray<(string Word, decimal From, decimal To, string Style)> Bars(AccountMovements movements)
    {
        var bars = ImmutableArray.CreateBuilder<(string, decimal, decimal, string)>(7);
        var level = movements.OpeningMrr.Amount;
        bars.Add(("opening", 0, level, "column"));
        Move("new", movements.NewMrr.Amount, "gain");
        Move("back", movements.ReactivationMrr.Amount, "gain");
        Move("grown", movements.ExpansionMrr.Amount, "gain");
        Move("shrunk", -movements.ContractionMrr.Amount, "loss");
        Move("left", -movements.ChurnedMrr.Amount, "loss");
        bars.Add(("closing", 0, level, "column"));
        return bars.ToImmutable();

        void Move(string word, decimal amount, string style)
        {
            bars.Add((word, level, level + amount, style));
            level += amount;
        }
    }
}
