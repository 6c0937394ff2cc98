using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Storage.Histories;

/// <summary>Histories in which records are one for a while, something is said at the address of the other, and one of them is forgotten when the other is one with a third.</summary>
internal static class ErasureHistories
{
    private static Gen<ConsentState> Any => Gen.Elements(ConsentState.OptIn, ConsentState.OptOut, ConsentState.OptOut, ConsentState.Objection);

    private static Gen<ConsentState> Mostly(ConsentState state) => Gen.Frequency((2, Gen.Constant(state)), (1, Any));

    public static Gen<HistoryStep[]> Histories() =>
        from people in Gen.Shuffle(Enumerable.Range(0, 4))
        let one = people[0]
        let other = people[1]
        let third = people[2]
        from early in Say([other, third], [other, third], Any).ArrayOf(2)
        from together in Say([one, other], [one, other], Mostly(ConsentState.OptOut)).ArrayOf(2)
        from apart in Say([other], [other, third], Mostly(ConsentState.OptIn)).ArrayOf(2)
        from late in Say([one, other, third], [one, other, third], Any).ArrayOf(1)
        from left in Gen.Choose(0, 127)
        from isSwapped in Gen.Elements(true, false)
        from fillers in Filler().ArrayOf(3)
        from places in Gen.Choose(0, 12).ArrayOf(3)
        select Mixed(
            [
                Start(),
                .. Chosen(early, left),
                isSwapped ? Merge(other, one) : Merge(one, other),
                .. Chosen(together, left >> 2),
                Unmerge(isSwapped ? one : other),
                .. Chosen(apart, left >> 4),
                Merge(third, other),
                .. Chosen(late, left >> 6),
                Erase(one),
            ],
            fillers,
            places);

    private static HistoryStep[] Mixed(List<HistoryStep> steps, HistoryStep[] fillers, int[] places)
    {
        for (var i = 0; i < fillers.Length; i++)
        {
            steps.Insert(1 + (places[i] % steps.Count), fillers[i]);
        }

        return [.. steps];
    }

    private static IEnumerable<HistoryStep> Chosen(HistoryStep[] steps, int left) => steps.Where((_, index) => (left >> index & 1) == 0);

    private static HistoryStep Start() => new(
        "everybody has an address of their own and agreed there",
        async run =>
        {
            await run.CommitTwiceAsync(new()
            {
                Customers = [.. HistorySteps.People.Select((id, index) => new Customer { Id = id, ContactPoints = [HistorySteps.Points[index]] })],
                Consents = [.. HistorySteps.People.Select((id, index) => new ConsentEntry(id, HistorySteps.Points[index], Purpose.Marketing, ConsentState.OptIn, run.Clock.Now, "start"))],
            });
            await run.AdvanceAsync(Duration.FromHours(1));
        });

    private static Gen<HistoryStep> Filler() => Gen.Frequency(
        (3, Say([0, 1, 2, 3], [0, 1, 2, 3], Any)),
        (1, from one in Gen.Choose(0, 3) from other in Gen.Choose(0, 3) select Merge(one, other)),
        (1, Gen.Choose(0, 3).Select(Unmerge)),
        (1, Gen.Choose(0, 3).Select(Erase)));

    private static Gen<HistoryStep> Say(int[] people, int[] points, Gen<ConsentState> states) =>
        from who in Gen.Elements(people)
        from point in Gen.Elements(points)
        from state in states
        from ahead in Gen.Frequency((5, Gen.Constant(0)), (1, Gen.Choose(-20, 20)))
        from isProven in Gen.Elements(true, false)
        from purpose in Gen.Frequency((4, Gen.Constant(Purpose.Marketing)), (1, Gen.Constant(Purpose.Greetings)))
        from topic in Gen.Frequency((4, Gen.Constant<string?>(null)), (1, Gen.Constant<string?>("garden")))
        select new HistoryStep(
            $"{HistorySteps.People[who]} {state} {purpose} {topic} {HistorySteps.Points[point].Address} {ahead} h ahead, proven {isProven}",
            async run =>
            {
                var said = new ConsentEntry(HistorySteps.People[who], HistorySteps.Points[point], purpose, state, run.Clock.Now + Duration.FromHours(ahead), "said")
                {
                    Evidence = new ConsentEvidence(isProven ? EvidenceKind.Document : EvidenceKind.Reported),
                    Topic = topic is null ? null : new Topic(topic),
                };
                await run.CommitTwiceAsync(new() { Consents = [said] });
                await run.AdvanceAsync(Duration.FromHours(1));
            });

    private static HistoryStep Merge(int survivor, int absorbed) => new(
        $"merge {HistorySteps.People[absorbed]} into {HistorySteps.People[survivor]}",
        async run =>
        {
            await run.TryAsync(store => store.MergeAsync(HistorySteps.People[survivor], HistorySteps.People[absorbed]));
            await run.AdvanceAsync(Duration.FromHours(1));
        });

    private static HistoryStep Unmerge(int absorbed) => new(
        $"unmerge {HistorySteps.People[absorbed]}",
        async run =>
        {
            await run.Store.UnmergeAsync(HistorySteps.People[absorbed]);
            await run.AdvanceAsync(Duration.FromHours(1));
        });

    private static HistoryStep Erase(int who) => new($"erase {HistorySteps.People[who]}", run => run.EraseAsync(HistorySteps.People[who]));
}
