using CrmKit.Desk;
using Xunit.Abstractions;

namespace CrmKit.EndToEnd.Tests.Town;

/// <summary>A town of five trades over three years: everything that the library promises about contacts, held against what truly happened.</summary>
/// <remarks>CRMKIT_TOWN=10000 is the large size; by itself the town is small.</remarks>
public sealed class TownTests(ITestOutputHelper output)
{
    private const ulong Seed = 20_260_101;
    private const int Days = 3 * 365;
    private const int SmoothDays = 90;
    private static readonly int People = int.TryParse(Environment.GetEnvironmentVariable("CRMKIT_TOWN"), NumberStyles.None, CultureInfo.InvariantCulture, out var people) ? people : 100;

    [Fact]
    public async Task Three_years_of_a_town_break_no_promise()
    {
        var trades = await Task.WhenAll(Enumerable.Range(0, TownPolicies.Trades.Length).Select(trade => Task.Run(() => CompareAsync(trade))));
        double[] gains = [.. trades.SelectMany(gains => gains)];
        var mean = gains.Average();
        var error = Math.Sqrt(gains.Sum(gain => (gain - mean) * (gain - mean)) / (gains.Length - 1d) / gains.Length);
        var (lower, upper) = (mean - (1.96 * error), mean + (1.96 * error));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"town: {gains.Length:N0} people, {Days} days: of them {mean:P2} more stayed than with calendars of as many contacts ({lower:P2} to {upper:P2})"));
        Assert.True(upper >= 0, "Fixed calendars keep more customers, beyond what chance explains.");
    }

    [Fact]
    public async Task Business_that_would_like_to_sell_every_day_breaks_no_promise_either()
    {
        var profile = TownPolicies.Trades[0].Profile;
        await using var business = await BeginAsync(trade: 0, People / 5, options => TownPolicies.Pushy(options, profile));
        await business.LiveAsync(2 * SmoothDays);
        await CheckAsync(business, "pushy " + profile.Name);
        Assert.Contains(business.Promised.Keys, promised => promised.Reason == "daily.offer");
    }

    [Fact]
    public async Task Ninety_days_of_a_business_come_as_they_were_forecast_with_the_same_events()
    {
        await using var lived = await BeginAsync(trade: 0, People / 5, options => TownPolicies.Cadence(options, TownPolicies.Trades[0].Profile));
        await lived.LiveAsync(SmoothDays, isSmooth: true, keepsPlans: true);

        await using var foretold = await BeginAsync(trade: 0, People / 5, options => TownPolicies.Cadence(options, TownPolicies.Trades[0].Profile));
        var forecast = await foretold.Desk.ForecastAsync(new ForecastOptions { Days = SmoothDays, Assumed = [.. lived.Changes] }).ToListAsync();
        Assert.Empty(foretold.Life.Delivered);
        Assert.InRange(forecast.Sum(day => day.Plan.Touches.Length), 10, int.MaxValue);
        foreach (var day in forecast)
        {
            Assert.Equal(
                lived.Plans[day.Day].Plan.Decisions.Select(decision => $"{decision.Key} {decision.Outcome} {decision.Rule} {decision.DecidedBecause}"),
                day.Plan.Decisions.Select(decision => $"{decision.Key} {decision.Outcome} {decision.Rule} {decision.DecidedBecause}"));
        }
    }

    /// <summary>For everybody of one business 1 who stayed for the cadence alone, -1 for a calendar of as many contacts alone, 0 otherwise.</summary>
    private async Task<double[]> CompareAsync(int trade)
    {
        var profile = TownPolicies.Trades[trade].Profile;
        var kept = await LiveAsync(trade, options => TownPolicies.Cadence(options, profile), business => CheckAsync(business, profile.Name));

        // The calendar gets as many contacts: its interval is set by what came of a first guess.
        var days = Math.Max(1, (int)Math.Round((double)kept.Stayed.Length * Days / kept.Contacts));
        var plain = await LiveAsync(trade, options => TownPolicies.Fixed(options, days));
        for (var tries = 0; tries < 3 && Math.Abs(plain.Contacts - kept.Contacts) > 0.02 * kept.Contacts; tries++)
        {
            days = Math.Max(1, (int)Math.Round(days * (double)plain.Contacts / kept.Contacts));
            plain = await LiveAsync(trade, options => TownPolicies.Fixed(options, days));
        }

        lock (output)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{profile.Name}: {kept.Contacts:N0} contacts and {kept.Stayed.Average(one => one ? 1d : 0):P1} stayed; one every {days} days, {plain.Contacts:N0} contacts and {plain.Stayed.Average(one => one ? 1d : 0):P1} stayed"));
        }

        return [.. kept.Stayed.Zip(plain.Stayed, (one, other) => (one ? 1d : 0) - (other ? 1 : 0))];
    }

    private async Task<(int Contacts, bool[] Stayed)> LiveAsync(int trade, Func<CrmDeskOptions, CrmDeskOptions> policy, Func<TownBusiness, Task>? check = null)
    {
        await using var business = await BeginAsync(trade, People / TownPolicies.Trades.Length, policy);
        await business.LiveAsync(Days);
        await (check?.Invoke(business) ?? Task.CompletedTask);
        var (silence, nuisance, wasted) = business.Life.Excess;
        lock (output)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  trade {trade}: silence adds {silence:P1}, nuisance {nuisance:P1}; {wasted:P1} of {business.Life.Delivered.Count} contacts reach nobody"));
        }

        return (business.Life.Delivered.Count, [.. business.Life.People.Where(person => !person.IsAbsorbed).Select(person => person.Left is null)]);
    }

    private async Task CheckAsync(TownBusiness business, string name)
    {
        var checks = await TownChecks.OfAsync(business);
        checks.NobodyIsContactedAgainstTheirWill();
        checks.NobodyIsContactedWhileTheyAreAngry();
        checks.NobodyIsContactedAtNight();
        checks.NobodyIsContactedMoreOftenThanTheCapAllows();
        var windows = checks.NobodyIsForgotten();
        Assert.NotEmpty(business.Downtime);
        lock (output)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {checks.Sent.Count:N0} contacts, {windows:N0} times a caring word in time, {business.Downtime.Count} days of downtime"));
            foreach (var reason in checks.Sent.CountBy(contact => contact.Intent.Key.Reason).OrderByDescending(reason => reason.Value))
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {reason.Value,6:N0} {reason.Key}"));
            }
        }
    }

    private static async Task<TownBusiness> BeginAsync(int trade, int people, Func<CrmDeskOptions, CrmDeskOptions> policy)
    {
        var (_, meanGap, spend) = TownPolicies.Trades[trade];
        var business = new TownBusiness(Seed, trade, new TownLife(Seed, trade, people, TownBusiness.Start, TownBusiness.Zone, meanGap, spend), policy);
        await business.BeginAsync();
        return business;
    }
}
