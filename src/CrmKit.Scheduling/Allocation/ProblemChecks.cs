namespace CrmKit.Scheduling;

/// <summary>What must hold of the customers.</summary>
internal static class ProblemChecks
{
    /// <summary>Most touches of one customer.</summary>
    public const int MostTouches = 32;

    private const int MostDay = 10_000;

    public static void Check(ContactTerms terms, ProblemColumns columns, int channels)
    {
        if (channels != terms.Channels.Length)
        {
            throw new ContactProblemException("touches", Math.Max(0, Array.FindIndex(columns.TouchStart, start => start > 0) - 1), "one rate for each channel with every touch");
        }

        for (var i = 0; i < columns.Ids.Length; i++)
        {
            CheckCustomer(terms, columns, i);
        }

        CheckIds(columns.Ids);
    }

    private static void CheckCustomer(ContactTerms terms, ProblemColumns columns, int i)
    {
        var staff = columns.Staff[i];
        if (staff < 0 || staff >= Math.Max(1, terms.StaffMinutes.Length))
        {
            throw new ContactProblemException("staff", i, "the index of a row of staff_minutes");
        }

        for (var f = columns.FixedStart[i]; f < columns.FixedStart[i + 1]; f++)
        {
            var past = f < columns.CommitStart[i];
            CheckFixed(columns.Fixed[f], terms, past, i, Name(past ? "hist" : "commit", f - (past ? columns.FixedStart[i] : columns.CommitStart[i])));
        }

        for (var k = columns.TouchStart[i]; k < columns.TouchStart[i + 1]; k++)
        {
            if (!IsSound(columns.Touches[k], terms))
            {
                Explain(columns.Touches[k], terms, i, Name("touches", k - columns.TouchStart[i]));
            }

            for (var c = 0; c < terms.Channels.Length; c++)
            {
                if ((uint)columns.Rates[(k * terms.Channels.Length) + c] > 100_000)
                {
                    throw new ContactProblemException(Name("touches", k - columns.TouchStart[i]) + ".m", i, "integers from 0 to 100000");
                }
            }
        }
    }

    private static void CheckFixed(FixedContact contact, ContactTerms terms, bool past, int customer, string field)
    {
        if (past ? contact.Day is >= 0 or < -100_000 : contact.Day < 0 || contact.Day >= terms.Days)
        {
            throw new ContactProblemException(field + ".day", customer, past ? "a day from -100000 to -1" : "a day inside the horizon");
        }

        TermsChecks.Within(contact.Channel, 0, terms.Channels.Length - 1, field + ".channel", customer);
        TermsChecks.Kind(contact.Kind, field + ".kind", customer);
        TermsChecks.Within(contact.Reason, -1, terms.Reasons.Length - 1, field + ".reason", customer);
    }

    // Names of fields are only put together once something is wrong: a million customers are checked in a blink.
    private static bool IsSound(in PossibleTouch touch, ContactTerms terms) =>
        (uint)touch.Reason < (uint)terms.Reasons.Length && touch.First >= -MostDay && touch.First <= touch.Last && touch.Last <= MostDay && touch.Peak is >= -MostDay and <= MostDay
        && touch.Base is >= 0 and <= TermsChecks.MostMoney && touch.Slope is >= 0 and <= TermsChecks.MostMoney && touch.CallMinutes is >= 0 and <= 10_000 && touch.WorkMinutes is >= 0 and <= 100_000;

    private static void Explain(in PossibleTouch touch, ContactTerms terms, int customer, string field)
    {
        TermsChecks.Within(touch.Reason, 0, terms.Reasons.Length - 1, field + ".reason", customer);
        TermsChecks.Within(touch.Last, -MostDay, MostDay, field + ".last", customer);
        TermsChecks.Within(touch.First, -MostDay, touch.Last, field + ".first", customer);
        TermsChecks.Within(touch.Peak, -MostDay, MostDay, field + ".peak", customer);
        TermsChecks.Within(touch.Base, 0, TermsChecks.MostMoney, field + ".base", customer);
        TermsChecks.Within(touch.Slope, 0, TermsChecks.MostMoney, field + ".slope", customer);
        TermsChecks.Within(touch.CallMinutes, 0, 10_000, field + ".call_minutes", customer);
        TermsChecks.Within(touch.WorkMinutes, 0, 100_000, field + ".work_minutes", customer);
    }

    private static void CheckIds(long[] ids)
    {
        var (sorted, position) = ((long[])ids.Clone(), Enumerable.Range(0, ids.Length).ToArray());
        Array.Sort(sorted, position);
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] == sorted[i - 1])
            {
                throw new ContactProblemException("id", Math.Max(position[i], position[i - 1]), "an id of its own");
            }
        }
    }

    private static string Name(string list, int index) => string.Create(CultureInfo.InvariantCulture, $"{list}[{index}]");
}
