using System.Globalization;
using NodaTime.Text;
using SeasonalWorkshop;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var seed = args is [var given] ? ulong.Parse(given, CultureInfo.InvariantCulture) : 1;
var season = new Season(seed);

var calendar = season.Customers.Select(customer => customer.CalendarDay).ToList();
var planner = new LevellingPlan(season).Run();
if (season.Customers.Any(customer => planner[customer.Id] < customer.First || planner[customer.Id] > customer.Last))
{
    throw new InvalidOperationException("Somebody had no offer, or had it when it made no sense.");
}

var (fixedWork, levelWork) = (season.Work(calendar), season.Work(planner));
Console.WriteLine($"A repair shop, seed {seed}: hours of work by week. On the left every offer goes out on its calendar day, on the right when the planner says.");
for (var week = 0; week < Season.Weeks; week++)
{
    Console.WriteLine($"{LocalDatePattern.Iso.Format(Season.Start.PlusWeeks(week))} {Bar(fixedWork[week]),-58} {Bar(levelWork[week])}");
}

var (before, after) = (PeakOverMean(fixedWork), PeakOverMean(levelWork));
var moved = season.Customers.Select(customer => calendar[customer.Id] - planner[customer.Id]).ToList();
Console.WriteLine();
Console.WriteLine($"{"",-24}calendar    planner");
Console.WriteLine($"offers           {calendar.Count,15:N0}{planner.Count,11:N0}");
Console.WriteLine($"minutes by offers{fixedWork.Sum() - season.Organic.Sum(),15:N0}{levelWork.Sum() - season.Organic.Sum(),11:N0}");
Console.WriteLine($"minutes of work  {fixedWork.Sum(),15:N0}{levelWork.Sum(),11:N0}");
Console.WriteLine($"peak over mean   {before,15:F3}{after,11:F3}");
Console.WriteLine($"The peak over the mean falls by {1 - (after / before):P1}. Of the offers {moved.Count(days => days > 0) / (double)moved.Count:P0} went out earlier than their calendar day, {moved.Count(days => days < 0) / (double)moved.Count:P0} later.");

static string Bar(int minutes) => $"{minutes / 60,3} {new string('#', minutes / 240)}";

static double PeakOverMean(int[] work) => work.Max() / work.Average();
