using System.Numerics;

namespace CrmKit.Scheduling;

/// <summary>Whom to contact when and through which channel, as an integer problem in columns: many customers with possible touches under shared capacities, budgets and rolling caps.</summary>
/// <remarks>
/// Decided is x(customer, touch, channel, day) in {0, 1}. The net value of an option is
/// <c>floor(max(0, base - slope |day - peak|) rate / 1000) - channel cost - extra cost</c>; options without a positive one are never used. The objective is the sum of net values
/// less the price of overload for every minute of work above what its week takes. Immutable; safe to share between threads. A customer with four touches takes about 200 bytes.
/// </remarks>
public sealed class ContactProblem
{
    /// <summary>The longest horizon, days.</summary>
    public const int MostDays = 64;

    internal ContactProblem(ContactTerms terms, ProblemColumns columns)
    {
        Terms = terms;
        Columns = columns;
    }

    /// <summary>What the customers share.</summary>
    public ContactTerms Terms { get; }

    /// <summary>How many customers.</summary>
    public int CustomerCount => Columns.Ids.Length;

    /// <summary>How many possible touches they have together.</summary>
    public int TouchCount => Columns.Touches.Length;

    /// <summary>The customers' ids, in the order given.</summary>
    public ReadOnlySpan<long> CustomerIds => Columns.Ids;

    internal ProblemColumns Columns { get; }

    /// <summary>The staff member who calls a customer.</summary>
    /// <param name="customer">Position, from 0.</param>
    public int StaffOf(int customer) => Columns.Staff[customer];

    /// <summary>The possible touches of a customer.</summary>
    /// <param name="customer">Position, from 0.</param>
    public ReadOnlySpan<PossibleTouch> TouchesOf(int customer) => Columns.TouchesOf(customer);

    /// <summary>The rates of a customer's touch by channel, in thousandths; 0 means not through this channel.</summary>
    /// <param name="customer">Position, from 0.</param>
    /// <param name="touch">Position of the touch, from 0.</param>
    public ReadOnlySpan<int> RatesOf(int customer, int touch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(touch);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(touch, TouchesOf(customer).Length);
        return Columns.Rates.AsSpan((Columns.TouchStart[customer] + touch) * Terms.Channels.Length, Terms.Channels.Length);
    }

    /// <summary>Contacts of a customer before the horizon.</summary>
    /// <param name="customer">Position, from 0.</param>
    public ReadOnlySpan<FixedContact> HistoryOf(int customer) =>
        Columns.Fixed.AsSpan(Columns.FixedStart[customer]..Columns.CommitStart[customer]);

    /// <summary>Contacts promised to a customer inside the horizon.</summary>
    /// <param name="customer">Position, from 0.</param>
    public ReadOnlySpan<FixedContact> CommitmentsOf(int customer) =>
        Columns.Fixed.AsSpan(Columns.CommitStart[customer]..Columns.FixedStart[customer + 1]);

    /// <summary>First and last day of the horizon without any contact, or null.</summary>
    /// <param name="customer">Position, from 0.</param>
    public (int First, int Last)? BlockedOf(int customer)
    {
        var days = Columns.Blocked[customer] & ContactDays.Span(0, Terms.Days - 1);
        return days == 0 ? null : (BitOperations.TrailingZeroCount(days), 63 - BitOperations.LeadingZeroCount(days));
    }

    /// <summary>Net value of a touch through a channel on a day, minor units; not above 0 where nobody would make it or may not.</summary>
    /// <param name="customer">Position of the customer, from 0.</param>
    /// <param name="touch">Position of the touch, from 0.</param>
    /// <param name="channel">Index of the channel.</param>
    /// <param name="day">Day of the horizon; the touch's own window is not looked at.</param>
    public long NetValue(int customer, int touch, int channel, int day)
    {
        var possible = TouchesOf(customer)[touch];
        return Gross(possible, RatesOf(customer, touch)[channel], day) - Terms.ChannelCosts[channel] - Terms.Reasons[possible.Reason].ExtraCost;
    }

    internal static long Gross(in PossibleTouch touch, int rate, int day) =>
        Math.Max(0L, touch.Base - ((long)touch.Slope * Math.Abs(day - touch.Peak))) * rate / 1000;
}
