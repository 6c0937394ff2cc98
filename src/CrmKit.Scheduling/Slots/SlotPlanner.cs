namespace CrmKit.Scheduling;

/// <summary>Settles at which instant of its day each contact leaves: in the hours asked for, where an answer is likeliest, within the limits of the channels.</summary>
/// <remarks>
/// The sum of the chances of an answer is the greatest possible under the hourly limits, among the plans that serve those who come first: what is owed, and else the
/// order of a hash of the key (successive shortest paths in a network of few hours). The day never moves: where no allowed hour has room the answer is <c>null</c>.
/// Inside the hour the instant is spread by a hash, to the second. The same requests give the same instants in any order. Thread-safe; O(n h^2) for n contacts and h hours.
/// </remarks>
public sealed class SlotPlanner
{
    private readonly SlotOptions _options;

    /// <summary>Creates a planner.</summary>
    /// <param name="options">Zone, limits, seed.</param>
    public SlotPlanner(SlotOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    /// <summary>The instants of the contacts of one day.</summary>
    /// <param name="day">The business-local day; stretches outside it are not used.</param>
    /// <param name="requests">The contacts, each key once.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>For each request, in its place, the instant; <c>null</c> where no allowed hour of the day has room.</returns>
    /// <exception cref="ArgumentException">A key comes twice, or a stretch has no start or end.</exception>
    public ImmutableArray<Instant?> Assign(LocalDate day, IReadOnlyList<SlotRequest> requests, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        Check(requests);
        var hours = new BusinessHourGrid(_options.BusinessZone, day);
        var instants = new Instant?[requests.Count];
        foreach (var ofChannel in Enumerable.Range(0, requests.Count).GroupBy(i => requests[i].Channel))
        {
            var limit = _options.HourlyLimits.GetValueOrDefault(ofChannel.Key, HourlyLimit.None);
            var flow = new HourFlow(hours.Count, limit.Max);
            int[] order = [.. ofChannel
                .OrderByDescending(i => requests[i].IsCommitment)
                .ThenBy(i => TieBreak.Rank(_options.Seed, requests[i].Key))
                .ThenBy(i => requests[i].Key.ToString(), StringComparer.Ordinal)];
            var choices = new HourChoices[order.Length];
            for (var k = 0; k < order.Length; k++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                choices[k] = HourChoices.Of(requests[order[k]], hours);
                flow.Add(choices[k].Worth);
            }

            for (var k = 0; k < order.Length; k++)
            {
                instants[order[k]] = flow.HourOf(k) is { } hour ? choices[k].InstantIn(hour, TieBreak.Rank(_options.Seed ^ 0x5107, requests[order[k]].Key)) : null;
            }
        }

        return [.. instants];
    }

    private static void Check(IReadOnlyList<SlotRequest> requests)
    {
        var keys = new HashSet<TouchKey>(requests.Count);
        for (var i = 0; i < requests.Count; i++)
        {
            // A key holds a customer's id, which may be an address: the place is told.
            if (!keys.Add(requests[i].Key))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The contact of request {i} comes twice."), nameof(requests));
            }

            if (requests[i].Allowed.Any(stretch => !stretch.HasStart || !stretch.HasEnd))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A stretch of request {i} has no start or no end."), nameof(requests));
            }
        }
    }
}
