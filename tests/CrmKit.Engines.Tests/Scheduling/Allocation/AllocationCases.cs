using System.Text;
using System.Text.Json.Nodes;
using CrmKit.Scheduling;

namespace CrmKit.Engines.Tests;

/// <summary>Reference instances, and small ones made from a number.</summary>
internal static class AllocationCases
{
    public static string Reference(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "scheduling", $"contacts_{name}.json"));

    public static ContactProblem Read(string json) => ContactProblemJson.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)));

    public static IEnumerable<(long, int, int, int)> Rows(ContactAllocation plan) => plan.Touches.Select(each => (each.CustomerId, each.Touch, each.Channel, each.Day));

    /// <summary>An instance small enough to look at every plan, with whatever may be odd about one.</summary>
    public static string Small(int seed)
    {
        var random = new Random(seed);
        int Pick(int most) => random.Next(most + 1);
        var days = 1 + Pick(5);
        var channels = new[] { "email", "sms", "call" }[..(1 + Pick(2))];
        var staff = Pick(3) == 0 ? 0 : 1 + Pick(1);
        var campaigns = Pick(2);
        var reasons = Enumerable.Range(0, 1 + Pick(2)).Select(q => new JsonObject
        {
            ["name"] = $"reason {q}", ["kind"] = Pick(1) == 0 ? "value" : "pitch", ["extra_cost"] = Pick(20), ["campaign"] = Pick(campaigns) - 1, ["lag"] = Pick(9),
        }).ToArray();
        var groups = channels.Concat(["all", "value", "pitch"]).ToArray();
        var customers = Enumerable.Range(0, Pick(4)).Select(i => new JsonObject
        {
            ["id"] = i * 7 % 5,
            ["staff"] = staff == 0 ? 0 : Pick(staff - 1),
            ["hist"] = Many(Pick(2), () => Array(-1 - Pick(8), Pick(channels.Length - 1), Pick(1) == 0 ? "value" : "pitch")),
            ["commit"] = Many(Pick(5) == 0 ? 1 + Pick(1) : 0, () => Array(Pick(days - 1), Pick(channels.Length - 1), Pick(1) == 0 ? "value" : "pitch")),
            ["blocked"] = Pick(4) == 0 ? Array(Pick(2), 2 + Pick(5)) : Array(),
            ["touches"] = Many(Pick(3), () =>
            {
                var first = Pick(days - 1);
                return Array(
                    Pick(reasons.Length - 1), first, Math.Min(first + Pick(2), days - 1 + Pick(1)), first - 1 + Pick(4), Pick(200), Pick(40),
                    Many(channels.Length, () => Pick(3) == 0 ? 0 : 300 + Pick(1000)), Pick(20), Pick(15));
            }),
        });
        return new JsonObject
        {
            ["format"] = "crmkit-contact-scheduling/1",
            ["seed"] = seed,
            ["days"] = days,
            ["first_dow"] = Pick(6),
            ["channels"] = Many(channels.Select(name => (JsonNode)name)),
            ["channel_cost"] = Many(channels.Length, () => Pick(10)),
            ["reasons"] = new JsonArray([.. reasons]),
            ["closed_days"] = new JsonObject(channels.Select(name => KeyValuePair.Create(name, (JsonNode?)Many(Pick(1), () => Pick(days - 1))))),
            ["caps"] = Many(Pick(3), () => new JsonObject { ["group"] = groups[Pick(groups.Length - 1)], ["window"] = 1 + Pick(9), ["max"] = Pick(2) }),
            ["channel_capacity"] = Many(channels.Length, () => Many(days, () => Pick(3))),
            ["staff_minutes"] = Many(staff, () => Many(days, () => Pick(40))),
            ["budget_total"] = Pick(5) == 0 ? 0 : Pick(150),
            ["campaign_budget"] = Many(campaigns, () => Pick(60)),
            ["work_week_soft_cap"] = Many(3, () => Pick(20)),
            ["work_overload_price"] = Pick(6),
            ["customers"] = Many(customers),
        }.ToJsonString();
    }

    /// <summary>Such an instance with limits over all channels, caps of reasons and the kind that only cares.</summary>
    public static string SmallWithMore(int seed)
    {
        var (random, root) = (new Random(seed), JsonNode.Parse(Small(seed))!);
        int Pick(int most) => random.Next(most + 1);
        var (days, reasons) = ((int)root["days"]!, root["reasons"]!.AsArray());
        root["day_capacity"] = Pick(2) == 0 ? Array() : Many(days, () => Pick(4));
        foreach (var reason in reasons.Where(_ => Pick(2) == 0))
        {
            (reason!["kind"], reason["name"]) = ("care", $"reason {Pick(1)}");
        }

        var caps = root["caps"]!.AsArray();
        caps.Add(new JsonObject { ["group"] = "reason:" + (string)reasons[0]!["name"]!, ["window"] = 1 + Pick(9), ["max"] = Pick(2) });
        caps.Add(new JsonObject { ["group"] = "care", ["window"] = 1 + Pick(9), ["max"] = Pick(2) });
        foreach (var contact in root["customers"]!.AsArray().SelectMany(customer => customer!["hist"]!.AsArray().Concat(customer["commit"]!.AsArray())).Where(_ => Pick(1) == 0))
        {
            var reason = Pick(reasons.Count - 1);
            contact![2] = (string)reasons[reason]!["kind"]!;
            contact.AsArray().Add(reason);
        }

        return root.ToJsonString();
    }

    /// <summary>Such an instance with the largest and the smallest numbers that are allowed, here and there.</summary>
    public static string SmallWithExtremes(int seed)
    {
        var (random, root) = (new Random(seed), JsonNode.Parse(SmallWithMore(seed))!);
        Spoil(root["budget_total"]!.Parent!.AsObject(), "budget_total", 1_000_000_000_000_000);
        Spoil(root.AsObject(), "work_overload_price", 1_000_000_000);
        foreach (var list in new[] { root["campaign_budget"]!, root["work_week_soft_cap"]!, root["day_capacity"]! }.Concat(root["channel_capacity"]!.AsArray()).Concat(root["staff_minutes"]!.AsArray()))
        {
            Each(list!.AsArray(), 1_000_000_000_000_000);
        }

        Each(root["channel_cost"]!.AsArray(), 1_000_000_000);
        root["reasons"]!.AsArray().ToList().ForEach(reason => Spoil(reason!.AsObject(), "extra_cost", 1_000_000_000));
        foreach (var touch in root["customers"]!.AsArray().SelectMany(customer => customer!["touches"]!.AsArray()))
        {
            long[] most = [1_000_000_000, 1_000_000_000, 0, 10_000, 100_000];
            foreach (var field in new[] { 4, 5, 7, 8 }.Where(_ => random.Next(4) == 0))
            {
                touch![field] = random.Next(4) == 0 ? 0 : most[field - 4];
            }

            Each(touch![6]!.AsArray(), 100_000);
        }

        return root.ToJsonString();

        void Spoil(JsonObject of, string field, long most) => of[field] = random.Next(4) switch { 0 => most, 1 => 0, _ => (long)of[field]! };

        void Each(JsonArray list, long most)
        {
            for (var i = 0; i < list.Count; i++)
            {
                list[i] = random.Next(6) switch { 0 => most, 1 => 0, _ => (long)list[i]! };
            }
        }
    }

    /// <summary>The instance with its customers in another order, touches and all else as they are.</summary>
    public static string Shuffled(string json, int seed)
    {
        var root = JsonNode.Parse(json)!;
        var customers = root["customers"]!.AsArray().Select(each => each!.DeepClone()).ToArray();
        new Random(seed).Shuffle(customers);
        root["customers"] = new JsonArray(customers);
        return root.ToJsonString();
    }

    /// <summary>The instance several times over, each copy with customers, staff and capacities of its own.</summary>
    public static string Copies(string json, int copies)
    {
        var root = JsonNode.Parse(json)!;
        var (customers, staff) = (root["customers"]!.AsArray(), root["staff_minutes"]!.AsArray());
        var (count, members) = (customers.Count, staff.Count);
        root["channel_capacity"] = Many(root["channel_capacity"]!.AsArray().Select(row => (JsonNode)Many(row!.AsArray().Select(item => (JsonNode)((long)item! * copies)))));
        root["budget_total"] = (long)root["budget_total"]! * copies;
        root["campaign_budget"] = Many(root["campaign_budget"]!.AsArray().Select(item => (JsonNode)((long)item! * copies)));
        root["work_week_soft_cap"] = Many(root["work_week_soft_cap"]!.AsArray().Select(item => (JsonNode)((long)item! * copies)));
        root["staff_minutes"] = Many(Enumerable.Range(0, copies * members).Select(s => staff[s % members]!.DeepClone()));
        root["customers"] = Many(Enumerable.Range(0, copies * count).Select(i =>
        {
            var customer = customers[i % count]!.DeepClone();
            (customer["id"], customer["staff"]) = (i, (int)customer["staff"]! + (i / count * members));
            return customer;
        }));
        return root.ToJsonString();
    }

    private static JsonArray Array(params JsonNode[] items) => new(items);

    private static JsonArray Many(IEnumerable<JsonNode> items) => new([.. items]);

    private static JsonArray Many(int count, Func<JsonNode> item) => Many(Enumerable.Range(0, count).Select(_ => item()));
}
