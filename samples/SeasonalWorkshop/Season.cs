using CrmKit.Numerics;
using NodaTime;

namespace SeasonalWorkshop;

/// <summary>A year of a repair shop from September to August: work that comes by itself and peaks in the middle of March, and customers whose last service was in the same season a year ago.</summary>
internal sealed class Season
{
    public const int Weeks = 52;
    public const int CustomerCount = 5_000;
    public const int MeanServiceMinutes = 60;

    /// <summary>Days from an offer to the work, on average.</summary>
    public const int MeanDelayDays = 14;

    private const int LastOfferDay = (7 * Weeks) - 1 - (MeanDelayDays + DelaySpread);
    private const int DelaySpread = 7;

    // A yearly service may be brought forward by six weeks and put off by two.
    private const int DaysForward = 42;
    private const int DaysBack = 14;
    private const int EarlierYears = 3;
    private const double QuietJobsPerWeek = 50;
    private const double PeakOverQuiet = 2.5;
    private const double PeakWeek = 28;
    private const double PeakSpreadWeeks = 3;

    public Season(ulong seed)
    {
        var random = new SeededRandom(seed);
        var earlier = Enumerable.Range(0, EarlierYears).Select(_ => DrawYear(random)).ToList();
        Forecast = [.. Enumerable.Range(0, Weeks).Select(week => earlier.Average(year => Enumerable.Range(week - 1, 3).Average(near => year[(near + Weeks) % Weeks])))];
        Organic = DrawYear(random);
        var customers = new ServiceCustomer[CustomerCount];
        var answers = new Answer[CustomerCount];
        for (var i = 0; i < CustomerCount; i++)
        {
            (customers[i], answers[i]) = Draw(random, i);
        }

        (Customers, Answers) = (customers, answers);
    }

    /// <summary>The first day, a Monday.</summary>
    public static LocalDate Start { get; } = new(2025, 9, 1);

    /// <summary>Minutes of work a week that come by themselves: mean of three earlier years and of the weeks beside. This the workshop knows.</summary>
    public IReadOnlyList<double> Forecast { get; }

    public IReadOnlyList<ServiceCustomer> Customers { get; }

    /// <summary>Minutes of work a week that come by themselves this year. This only the year shows.</summary>
    public IReadOnlyList<int> Organic { get; }

    /// <summary>By customer. This only the year shows.</summary>
    public IReadOnlyList<Answer> Answers { get; }

    /// <summary>All work by week, once every customer has had the offer on a day.</summary>
    public int[] Work(IReadOnlyList<int> offerDays)
    {
        int[] work = [.. Organic];
        for (var i = 0; i < offerDays.Count; i++)
        {
            work[(offerDays[i] + Answers[i].DelayDays) / 7] += Answers[i].Minutes;
        }

        return work;
    }

    /// <summary>The week in which an offer of a day is expected to bring its work.</summary>
    public static int WorkWeek(int offerDay) => (offerDay + MeanDelayDays) / 7;

    /// <summary>Offers go out on Mondays.</summary>
    public static bool IsMonday(int day) => day % 7 == 0;

    private static double JobsPerWeek(double week) =>
        QuietJobsPerWeek * (1 + ((PeakOverQuiet - 1) * Math.Exp(-0.5 * Math.Pow((week - PeakWeek) / PeakSpreadWeeks, 2))));

    private static int[] DrawYear(SeededRandom random)
    {
        var minutes = new int[Weeks];
        for (var week = 0; week < Weeks; week++)
        {
            // Arrivals of a Poisson process within the week, each job 20 minutes and what chance adds, 45 on average.
            for (var at = random.NextExponential(); at < JobsPerWeek(week); at += random.NextExponential())
            {
                minutes[week] += 20 + (int)(25 * random.NextExponential());
            }
        }

        return minutes;
    }

    private static (ServiceCustomer Customer, Answer Answer) Draw(SeededRandom random, int id)
    {
        // The anniversary is that of a visit in last year's season: drawn by rejection from the same curve.
        int week;
        do
        {
            week = random.NextBelow((LastOfferDay / 7) + 1);
        }
        while (random.NextUniform() * PeakOverQuiet * QuietJobsPerWeek > JobsPerWeek(week + (MeanDelayDays / 7)));

        var day = 7 * week;
        var chance = random.NextUniform() < 0.5 ? 0.7 : 0.4;
        var customer = new ServiceCustomer(id, day, Math.Max(0, day - DaysForward), Math.Min(LastOfferDay, day + DaysBack), chance);
        var comes = random.NextUniform() < chance;
        var minutes = 40 + (int)(20 * random.NextExponential());
        var delay = MeanDelayDays - DelaySpread + random.NextBelow((2 * DelaySpread) + 1);
        return (customer, new Answer(comes ? minutes : 0, delay));
    }
}
