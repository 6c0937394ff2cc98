using CrmKit.Storage;
using CrmKit.Storage.Sqlite;
using CrmKit.Testing;

namespace CrmKit.EndToEnd.Tests.Kills;

/// <summary>Messages for workers to send, each with a number.</summary>
internal static class Promises
{
    private static readonly ImmutableArray<TouchClass> Classes =
        [TouchClass.Promotional, TouchClass.Transactional, TouchClass.Relationship, TouchClass.Transactional, TouchClass.Promotional, TouchClass.Legal];

    /// <summary>Two messages a person, of every class, due since the hour before.</summary>
    public static async Task<ImmutableArray<PlannedTouch>> MakeAsync(string path, int messages)
    {
        await using var store = await SqliteCrmStore.OpenAsync(path);
        string[] people = [.. Enumerable.Range(0, (messages + 1) / 2).Select(i => string.Create(CultureInfo.InvariantCulture, $"p{i}"))];
        await store.CommitAsync(new ChangeSet { Customers = [.. people.Select(A.Customer)], Consents = [.. people.Select(id => A.Consent(id))] });
        var due = SystemClock.Instance.GetCurrentInstant() - Duration.FromHours(1);
        ImmutableArray<PlannedTouch> touches = [.. Enumerable.Range(0, messages).Select(i => Numbered(people[i / 2], i, due))];
        Assert.Equal(messages, (await store.EnqueueAsync(A.Plan(touches), "kills")).Added);
        return touches;
    }

    private static PlannedTouch Numbered(string person, int number, Instant due)
    {
        var touch = A.PlannedTouch(person, number.ToString(CultureInfo.InvariantCulture), due);
        var intent = touch.Intent;
        return touch with
        {
            Intent = new TouchIntent(intent.Key, Classes[number % Classes.Length], intent.Purpose, intent.Point, due + Duration.FromDays(30)),
            Reason = new Reason(touch.Reason.Code, ReasonArgument.Of("number", number)),
        };
    }
}
