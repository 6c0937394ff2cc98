namespace CrmKit.Scheduling;

/// <summary>The chance that a contact is answered, by the hour on the person's wall clock. Immutable.</summary>
/// <remarks>
/// Each hour is the mean of its belief and its own observations, the older ones fading by half-lives: an hour never tried keeps the belief, and few observations move it little
/// (the mean of a beta distribution, whose counts fade). A closed form of the observations: their order does not matter.
/// </remarks>
public sealed class HourlyResponse
{
    private const int Hours = 24;

    private readonly double[] _chances;

    private HourlyResponse(double[] chances) => _chances = chances;

    /// <summary>Every hour alike, one half: no belief about hours.</summary>
    public static HourlyResponse Uniform { get; } = new([.. Enumerable.Repeat(0.5, Hours)]);

    /// <summary>The chance of an answer at an hour, from 0 to 1.</summary>
    /// <param name="localHour">Hour on the person's wall clock, 0 to 23.</param>
    /// <exception cref="ArgumentOutOfRangeException">The hour is outside 0 to 23.</exception>
    public double this[int localHour]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(localHour);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(localHour, Hours);
            return _chances[localHour];
        }
    }

    /// <summary>Stated chances.</summary>
    /// <param name="chances">24 numbers from 0 to 1, from midnight on.</param>
    /// <exception cref="ArgumentException">There are not 24, or one is outside 0 to 1.</exception>
    public static HourlyResponse Of(params ReadOnlySpan<double> chances)
    {
        if (chances.Length != Hours)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"State one chance for each of {Hours} hours; there are {chances.Length}."), nameof(chances));
        }

        foreach (var chance in chances)
        {
            if (!(chance is >= 0 and <= 1))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A chance must be from 0 to 1; one is {chance}."), nameof(chances));
            }
        }

        return new HourlyResponse(chances.ToArray());
    }

    /// <summary>What is known at an instant; later observations are left out.</summary>
    /// <param name="observations">The contacts of one person, or of a group for a common belief.</param>
    /// <param name="asOf">The instant of asking.</param>
    /// <param name="options">Half-life and belief; the defaults unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">An hour is outside 0 to 23, or an option is not above 0 and finite.</exception>
    public static HourlyResponse Learn(IEnumerable<ResponseObservation> observations, Instant asOf, HourlyResponseOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(observations);
        options ??= new HourlyResponseOptions();
        Check(options.HalfLifeDays, nameof(options.HalfLifeDays));
        Check(options.PriorWeight, nameof(options.PriorWeight));
        var (sent, answered) = (new double[Hours], new double[Hours]);

        // Sums of floating point depend on their order, and the answer must not.
        foreach (var one in observations.Where(one => one.SentAt <= asOf).OrderBy(one => one.SentAt).ThenBy(one => one.LocalHour).ThenBy(one => one.IsAnswered))
        {
            if (one.LocalHour is < 0 or >= Hours)
            {
                throw new ArgumentOutOfRangeException(nameof(observations), one.LocalHour, "An hour of the day is 0 to 23.");
            }

            var weight = Math.Pow(0.5, (asOf - one.SentAt).TotalDays / options.HalfLifeDays);
            sent[one.LocalHour] += weight;
            answered[one.LocalHour] += one.IsAnswered ? weight : 0;
        }

        var prior = options.Prior ?? Uniform;
        var chances = new double[Hours];
        for (var hour = 0; hour < Hours; hour++)
        {
            chances[hour] = ((options.PriorWeight * prior[hour]) + answered[hour]) / (options.PriorWeight + sent[hour]);
        }

        return new HourlyResponse(chances);
    }

    private static void Check(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be above 0 and finite.");
        }
    }
}
