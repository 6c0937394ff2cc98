namespace CrmKit.Scheduling;

/// <summary>Plans for a small shop: an interval for each segment, restarted by any interaction, and one cap. The engine is <see cref="ContactAllocator"/>.</summary>
/// <remarks>
/// <para>Due days are counted from the last interaction, never from the due day before it, so that a program that was down finds everybody due once: nobody is forgotten, nobody is asked twice.
/// Who is overdue is contacted today, or on the first day that the cap leaves.</para>
/// <para>Equal customers give the same plan byte for byte in any order. Time grows with the customers, about a second for 100,000 of them. Immutable and safe to share between threads.</para>
/// </remarks>
public sealed class SimplePlanner
{
    private readonly SimplePlannerOptions _options;
    private readonly Dictionary<string, int> _intervals = new(StringComparer.Ordinal);

    /// <summary>Creates the planner.</summary>
    /// <param name="options">The options; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public SimplePlanner(SimplePlannerOptions? options = null)
    {
        _options = options ?? new SimplePlannerOptions();
        ArgumentNullException.ThrowIfNull(_options.IntervalsBySegment, nameof(options));
        Within(_options.IntervalDays, 1, 3660, nameof(_options.IntervalDays));
        Within(_options.HorizonDays, 1, ContactProblem.MostDays, nameof(_options.HorizonDays));
        Within(_options.Cap.Max, 0, 10_000, nameof(_options.Cap));
        foreach (var (segment, days) in _options.IntervalsBySegment)
        {
            Within(days, 1, 3660, nameof(_options.IntervalsBySegment));
            _intervals.Add(segment, days);
        }
    }

    /// <summary>Plans the next contact of everybody.</summary>
    /// <param name="customers">The customers, each once, in any order; read once.</param>
    /// <param name="today">Today where the shop is; the first day planned.</param>
    /// <returns>Every customer, with a contact or with the reason for waiting.</returns>
    /// <exception cref="ArgumentException">A customer is missing, without a key, or given twice.</exception>
    public SimplePlan Plan(IEnumerable<SimpleCustomer> customers, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(customers);
        var cases = Read(customers);
        var problem = new SimpleProblem(_options, today);
        for (var i = 0; i < cases.Count; i++)
        {
            if (Period.DaysBetween(today, cases[i].Due) < _options.HorizonDays)
            {
                problem.Add(i, cases[i]);
            }
        }

        var days = problem.Solve();
        List<SimpleContact> contacts = [];
        List<SimpleWait> waiting = [];
        for (var i = 0; i < cases.Count; i++)
        {
            if (days.TryGetValue(i, out var day))
            {
                contacts.Add(cases[i].ContactOn(day, today));
            }
            else
            {
                waiting.Add(cases[i].Wait(_options.Cap, today, _options.HorizonDays));
            }
        }

        // Sorting keeps the order of the keys among equals.
        return new SimplePlan
        {
            Today = today,
            HorizonDays = _options.HorizonDays,
            Contacts = [.. contacts.OrderBy(contact => contact.Day)],
            Waiting = [.. waiting.OrderBy(wait => wait.Due)],
        };
    }

    /// <summary>The customers in the order of their keys, in which nothing of the order given is left.</summary>
    private List<SimpleCase> Read(IEnumerable<SimpleCustomer> customers)
    {
        List<SimpleCase> cases = [];
        foreach (var customer in customers)
        {
            if (customer is null || customer.Customer == default)
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Customer {cases.Count}, counted from 0, is missing or without a key."), nameof(customers));
            }

            var interval = customer.Segment is { } segment && _intervals.TryGetValue(segment, out var own) ? own : _options.IntervalDays;
            cases.Add(SimpleCase.Of(customer, interval));
        }

        cases.Sort((left, right) => left.Customer.CompareTo(right.Customer));
        for (var i = 1; i < cases.Count; i++)
        {
            if (cases[i].Customer == cases[i - 1].Customer)
            {
                throw new ArgumentException("Every customer once was expected, with the last interaction of all: one is given twice.", nameof(customers));
            }
        }

        return cases;
    }

    private static void Within(int value, int least, int most, string option)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(option, value, string.Create(CultureInfo.InvariantCulture, $"Expected {least} to {most}."));
        }
    }
}
