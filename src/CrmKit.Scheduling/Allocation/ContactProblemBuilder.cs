namespace CrmKit.Scheduling;

/// <summary>Gathers customers one after another and makes them a <see cref="ContactProblem"/>, checking everything that the planner relies on.</summary>
/// <remarks>Memory grows with the customers given. Not safe for use by several threads at once.</remarks>
public sealed class ContactProblemBuilder
{
    private readonly List<long> _ids = [];
    private readonly List<int> _staff = [];
    private readonly List<ulong> _blocked = [];
    private readonly List<int> _touchStart = [0];
    private readonly List<PossibleTouch> _touches = [];
    private readonly List<int> _rates = [];
    private readonly List<ulong> _closed = [];
    private readonly List<int> _fixedStart = [0];
    private readonly List<int> _commitStart = [];
    private readonly List<FixedContact> _fixed = [];

    /// <summary>How many customers were added.</summary>
    public int Count => _ids.Count;

    /// <summary>Rates of each touch, as the first touch had them; -1 before it.</summary>
    internal int Channels { get; private set; } = -1;

    /// <summary>Adds a customer. Ranges are checked when the problem is built, since the terms may come last.</summary>
    /// <param name="id">The customer's id; each once.</param>
    /// <param name="staff">Index of the staff member who makes the calls.</param>
    /// <param name="history">Contacts on days before 0.</param>
    /// <param name="commitments">Contacts promised on days of the horizon.</param>
    /// <param name="blocked">First and last day without any contact, or null; may reach beyond the horizon.</param>
    /// <param name="touches">The possible touches, at most 32.</param>
    /// <param name="rates">For each touch its rate by channel in thousandths, 0 to 100,000; 0 where the channel may not be used. One row after another.</param>
    /// <exception cref="ContactProblemException">The rates are not of the same number of channels for every touch of every customer, or there are too many touches.</exception>
    public void Add(
        long id, int staff, ReadOnlySpan<FixedContact> history, ReadOnlySpan<FixedContact> commitments, (int First, int Last)? blocked, ReadOnlySpan<PossibleTouch> touches, ReadOnlySpan<int> rates) =>
        Add(id, staff, history, commitments, blocked, touches, rates, closed: []);

    // Closed days by touch and channel as the rates are laid out, day t in bit t: for all customers of a problem, or for none.
    internal void Add(
        long id, int staff, ReadOnlySpan<FixedContact> history, ReadOnlySpan<FixedContact> commitments, (int First, int Last)? blocked, ReadOnlySpan<PossibleTouch> touches, ReadOnlySpan<int> rates, ReadOnlySpan<ulong> closed)
    {
        var customer = _ids.Count;
        if (touches.Length > ProblemChecks.MostTouches)
        {
            throw new ContactProblemException("touches", customer, $"at most {ProblemChecks.MostTouches} touches");
        }

        if (touches.Length > 0)
        {
            Channels = Channels < 0 ? rates.Length / touches.Length : Channels;
        }

        if (rates.Length != touches.Length * Math.Max(Channels, 0))
        {
            throw new ContactProblemException("touches", customer, "one rate for each channel with every touch");
        }

        if (blocked is { } stretch && stretch.First > stretch.Last)
        {
            throw new ContactProblemException("blocked", customer, "nothing, or a first day and a last one that is not before it");
        }

        _ids.Add(id);
        _staff.Add(staff);
        _blocked.Add(ContactDays.Span(blocked?.First ?? -1, blocked?.Last ?? -1));
        _touches.AddRange(touches);
        _rates.AddRange(rates);
        _closed.AddRange(closed);
        _touchStart.Add(_touches.Count);
        _fixed.AddRange(history);
        _commitStart.Add(_fixed.Count);
        _fixed.AddRange(commitments);
        _fixedStart.Add(_fixed.Count);
    }

    /// <summary>Makes the problem of all customers added.</summary>
    /// <param name="terms">What they share.</param>
    /// <exception cref="ContactProblemException">The first field that is not as it has to be, terms before customers.</exception>
    public ContactProblem Build(ContactTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        TermsChecks.Check(terms);
        var columns = new ProblemColumns
        {
            Ids = [.. _ids],
            Staff = [.. _staff],
            Blocked = [.. _blocked],
            TouchStart = [.. _touchStart],
            Touches = [.. _touches],
            Rates = [.. _rates],
            Closed = [.. _closed],
            FixedStart = [.. _fixedStart],
            CommitStart = [.. _commitStart],
            Fixed = [.. _fixed],
        };
        ProblemChecks.Check(terms, columns, Channels < 0 ? terms.Channels.Length : Channels);
        return new ContactProblem(terms, columns);
    }
}
