using CrmKit.Scheduling;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>Small plannings of a business in Berlin whose customers live there too, so that every subset can be tried.</summary>
internal static class PlanningGenerators
{
    public static LocalDate Today { get; } = new(2026, 3, 29);

    public static Gen<Planning> Plannings { get; } =
        from cases in Gen.CollectToArray(["7", "18", "9"], Case)
        from cap in Generated.Caps
        from limit in Gen.Frequency((1, Gen.Constant(DayLimit.None)), (4, Gen.Choose(0, 6).Select(DayLimit.AtMost)))
        from seed in Gen.Choose(0, 1000)
        from hour in Gen.Elements(0, 7, 9, 19, 21)
        select new Planning([.. cases], cap, limit, (ulong)seed, Known.BerlinTime(Today.Year, Today.Month, Today.Day, hour));

    private static Gen<PlanningCase> Case(string customer) =>
        from candidates in Generated.UpTo(3, Candidate(customer))
        from contacts in Generated.UpTo(2, Contact(customer))
        from commitments in Generated.UpTo(2, Contact(customer))
        from agrees in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from decided in Gen.Choose(0, 4)
        select new PlanningCase(
            Known.Facts() with
            {
                Customer = customer,
                Contacts = contacts,
                Commitments = commitments,
                Consents = agrees ? Known.Facts().Consents : ConsentLedger.Empty,
                Decided = [.. candidates.Take(decided == 0 ? 1 : 0).Select(candidate => candidate.Key)],
            },
            candidates);

    /// <summary>What counts in the cap obeys it, except for commitments.</summary>
    private static Gen<TouchCandidate> Candidate(string customer) =>
        from isCommitment in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from touchClass in isCommitment ? Gen.Constant(TouchClass.Relationship) : Gen.Elements(TouchClass.Promotional, TouchClass.Promotional, TouchClass.Promotional, TouchClass.Transactional, TouchClass.Legal)
        from value in Gen.Choose(0, 12)
        from start in Gen.Elements(-3, -1, 0, 0, 0, 1)
        from length in Gen.Elements(0, 1, 3, 10)
        from occurrence in Gen.Choose(0, 1_000_000)
        select new TouchCandidate
        {
            Key = new TouchKey(customer, "test", occurrence.ToString(CultureInfo.InvariantCulture)),
            Reason = new Reason("test"),
            Class = touchClass,
            Purpose = Purpose.Marketing,
            Channels = [Channel.Email],
            Window = new DateInterval(Today.PlusDays(start), Today.PlusDays(start + length)),
            Value = value,
            IsCommitment = isCommitment,
        };

    private static Gen<ContactRecord> Contact(string customer) =>
        from hour in Gen.Choose(-24 * 12, 24 * 12)
        from touchClass in Generated.TouchClasses
        select new ContactRecord(
            new TouchKey(customer, "earlier", $"{hour} {touchClass}"), Known.BerlinTime(Today.Year, Today.Month, Today.Day, 12) + Duration.FromHours(hour), touchClass, Channel.Email);
}
