using System.Text;
using System.Text.Json.Nodes;
using CrmKit.Scheduling;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class ContactProblemJsonTests
{
    private static readonly Lazy<string> Text = new(() => AllocationCases.Reference("200_seed11"));

    [Fact]
    public void Problem_holds_what_the_file_says()
    {
        var problem = AllocationCases.Read(Text.Value);
        Assert.Equal((200, 30, 1), (problem.CustomerCount, problem.Terms.Days, problem.Terms.FirstDayOfWeek));
        Assert.Equal(["email", "sms", "call"], problem.Terms.Channels.ToArray());
        Assert.Equal(new TouchReason("win_back", ContactKind.Pitch, 200, 1, 6), problem.Terms.Reasons[4]);
        Assert.Equal(new RollingCap("sms", 14, 1), problem.Terms.Caps[4]);
        Assert.Equal([5, 12, 19, 26], problem.Terms.ClosedDays[1].ToArray());
        Assert.Equal((19, 23), problem.BlockedOf(1));
        Assert.Null(problem.BlockedOf(0));
        Assert.Equal([new FixedContact(-6, 0, ContactKind.Pitch), new FixedContact(-5, 1, ContactKind.Pitch)], problem.HistoryOf(7).ToArray());
        Assert.Equal([new FixedContact(8, 1, ContactKind.Value)], problem.CommitmentsOf(13).ToArray());
        Assert.Equal(new PossibleTouch(4, 0, 17, 9, 6990, 139, 14, 5), problem.TouchesOf(2)[1]);
        Assert.Equal([708, 1062, 1120], problem.RatesOf(2, 1).ToArray());
        Assert.Equal((6990L * 708 / 1000) - 1 - 200, problem.NetValue(2, 1, 0, 9));
    }

    [Fact]
    public void Order_of_fields_and_unknown_ones_do_not_matter()
    {
        var root = JsonNode.Parse(Text.Value)!.AsObject();
        var turned = new JsonObject(root.Reverse().Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())).Append(new("note", new JsonObject { ["deep"] = new JsonArray(1, "two") })));
        var problem = AllocationCases.Read(turned.ToJsonString());
        Assert.Equal(200, problem.CustomerCount);
        Assert.Equal(26_000, problem.Terms.TotalBudget);
    }

    [Fact]
    public void Text_in_small_portions_reads_the_same()
    {
        using var slow = new Drops(Encoding.UTF8.GetBytes(Text.Value));
        var problem = ContactProblemJson.Read(slow);
        Assert.Equal(AllocationCases.Read(Text.Value).CustomerIds.ToArray(), problem.CustomerIds.ToArray());
    }

    [Theory]
    [InlineData("format")]
    [InlineData("days")]
    [InlineData("first_dow")]
    [InlineData("channels")]
    [InlineData("channel_cost")]
    [InlineData("reasons")]
    [InlineData("closed_days")]
    [InlineData("caps")]
    [InlineData("channel_capacity")]
    [InlineData("staff_minutes")]
    [InlineData("budget_total")]
    [InlineData("campaign_budget")]
    [InlineData("work_week_soft_cap")]
    [InlineData("work_overload_price")]
    [InlineData("customers")]
    public void Missing_or_strange_field_is_named(string field)
    {
        Assert.Equal((field, null), Fault(root => root.Remove(field)));
        var (named, customer) = Fault(root => root[field] = "strange");
        Assert.Equal((field, null), (named, customer));
    }

    [Theory]
    [InlineData("id")]
    [InlineData("staff")]
    [InlineData("hist")]
    [InlineData("commit")]
    [InlineData("blocked")]
    [InlineData("touches")]
    public void Missing_or_strange_field_of_a_customer_is_named_with_its_position(string field)
    {
        Assert.Equal((field, 17), Fault(root => root["customers"]![17]!.AsObject().Remove(field)));
        Assert.Equal((field, 17), Fault(root => root["customers"]![17]![field] = 1.5));
    }

    [Theory]
    [InlineData("days", "0", "days")]
    [InlineData("days", "65", "days")]
    [InlineData("first_dow", "7", "first_dow")]
    [InlineData("channels", "[\"email\",\"sms\",\"call\",\"email\"]", "channels[3]")]
    [InlineData("channel_cost", "[1,-6,150]", "channel_cost[1]")]
    [InlineData("channel_cost", "[1,6]", "channel_cost")]
    [InlineData("budget_total", "-1", "budget_total")]
    [InlineData("budget_total", "1.5", "budget_total")]
    [InlineData("budget_total", "99999999999999999999", "budget_total")]
    [InlineData("work_overload_price", "-30", "work_overload_price")]
    [InlineData("work_week_soft_cap", "[400,400]", "work_week_soft_cap")]
    [InlineData("closed_days", "{\"email\":[],\"sms\":[]}", "closed_days.call")]
    [InlineData("closed_days", "{\"email\":[],\"sms\":[-1],\"call\":[]}", "closed_days.sms[0]")]
    [InlineData("caps", "[{\"group\":\"fax\",\"window\":3,\"max\":1}]", "caps[0].group")]
    [InlineData("caps", "[{\"group\":\"all\",\"window\":0,\"max\":1}]", "caps[0].window")]
    [InlineData("caps", "[{\"group\":\"all\",\"window\":3,\"max\":-1}]", "caps[0].max")]
    [InlineData("caps", "[{\"group\":\"all\",\"window\":3}]", "caps[0].max")]
    public void Field_out_of_range_is_named(string field, string value, string expected) =>
        Assert.Equal((expected, null), Fault(root => root[field] = JsonNode.Parse(value)));

    [Theory]
    [InlineData("staff", "2", "staff")]
    [InlineData("id", "3", "id")]
    [InlineData("blocked", "[3]", "blocked")]
    [InlineData("blocked", "[9,3]", "blocked")]
    [InlineData("hist", "[[0,0,\"value\"]]", "hist[0].day")]
    [InlineData("hist", "[[-1,3,\"value\"]]", "hist[0].channel")]
    [InlineData("hist", "[[-1,0,\"plea\"]]", "hist[0].kind")]
    [InlineData("commit", "[[3,0,\"value\"],[30,0,\"value\"]]", "commit[1].day")]
    [InlineData("commit", "[[3,0]]", "commit[0].kind")]
    [InlineData("touches", "[[8,0,1,1,10,0,[1,1,1],5,5]]", "touches[0].reason")]
    [InlineData("touches", "[[0,2,1,1,10,0,[1,1,1],5,5]]", "touches[0].first")]
    [InlineData("touches", "[[0,0,1,1,-10,0,[1,1,1],5,5]]", "touches[0].base")]
    [InlineData("touches", "[[0,0,1,1,10,-1,[1,1,1],5,5]]", "touches[0].slope")]
    [InlineData("touches", "[[0,0,1,1,10,1,[1,1,-1],5,5]]", "touches[0].m")]
    [InlineData("touches", "[[0,0,1,1,10,1,[1,1],5,5]]", "touches[0].m")]
    [InlineData("touches", "[[0,0,1,1,10,1,[1,1,1],-5,5]]", "touches[0].call_minutes")]
    [InlineData("touches", "[[0,0,1,1,10,1,[1,1,1],5,-5]]", "touches[0].work_minutes")]
    [InlineData("touches", "[[0,0,1,1,10,1,[1,1,1],5]]", "touches[0].work_minutes")]
    public void Field_of_a_customer_out_of_range_is_named_with_its_position(string field, string value, string expected) =>
        Assert.Equal((expected, 17), Fault(root => root["customers"]![17]![field] = JsonNode.Parse(value)));

    [Fact]
    public void Negative_capacity_is_named_by_row_and_day()
    {
        Assert.Equal(("channel_capacity[1][4]", null), Fault(root => root["channel_capacity"]![1]![4] = -1));
        Assert.Equal(("staff_minutes[0][29]", null), Fault(root => root["staff_minutes"]![0]![29] = -60));
        Assert.Equal(("staff_minutes[1]", null), Fault(root => root["staff_minutes"]![1]!.AsArray().RemoveAt(3)));
        Assert.Equal(("campaign_budget[2]", null), Fault(root => root["campaign_budget"]![2] = -1));
        Assert.Equal(("reasons[3].campaign", null), Fault(root => root["reasons"]![3]!["campaign"] = 3));
        Assert.Equal(("reasons[3].lag", null), Fault(root => root["reasons"]![3]!.AsObject().Remove("lag")));
    }

    [Theory]
    [InlineData("day_capacity", "[1,2]", "day_capacity")]
    [InlineData("caps", "[{\"group\":\"reason:absent\",\"window\":3,\"max\":1}]", "caps[0].group")]
    public void Limit_over_all_channels_and_caps_of_reasons_are_checked_too(string field, string value, string expected)
    {
        Field_out_of_range_is_named(field, value, expected);
        Assert.Equal(("hist[0].reason", 17), Fault(root => root["customers"]![17]!["hist"] = JsonNode.Parse("[[-1,0,\"value\",8]]")));
        Assert.Equal(("day_capacity[4]", null), Fault(root => root["day_capacity"] = new JsonArray([.. Enumerable.Range(0, 30).Select(t => (JsonNode)(3 - t))])));
    }

    [Fact]
    public void Text_that_is_not_unicode_is_a_fault_of_the_text_and_the_mark_of_utf8_is_none()
    {
        var bytes = Encoding.UTF8.GetBytes(Text.Value);
        Assert.Equal(200, ContactProblemJson.Read(new MemoryStream([0xEF, 0xBB, 0xBF, .. bytes])).CustomerCount);
        var name = bytes.AsSpan().IndexOf("win_back"u8);
        bytes[name] = 0xFF;
        Assert.Equal("(text)", Assert.Throws<ContactProblemException>(() => ContactProblemJson.Read(new MemoryStream(bytes))).Field);
        Assert.Equal("(text)", Assert.Throws<ContactProblemException>(() => AllocationCases.Read(Text.Value.Replace("win_back", "\\ud800", StringComparison.Ordinal))).Field);
    }

    [Fact]
    public void Written_problem_reads_as_the_same() => Law.Holds(Gen.Choose(0, int.MaxValue - 1), seed =>
    {
        var problem = AllocationCases.Read(AllocationCases.SmallWithMore(seed));
        var written = Written(problem);
        var again = AllocationCases.Read(written);
        Assert.Equal(written, Written(again));
        var options = new ContactAllocationOptions { PriceSteps = 5, MovesPerCustomer = 20, Rounds = 1 };
        Assert.Equal(new ContactAllocator(options).Allocate(problem).Touches.ToArray(), new ContactAllocator(options).Allocate(again).Touches.ToArray());
    });

    private static string Written(ContactProblem problem)
    {
        using var stream = new MemoryStream();
        ContactProblemJson.Write(problem, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"days\":30")]
    [InlineData("{} {}")]
    [InlineData("{\"days\":030}")]
    public void Text_that_is_no_such_document_is_refused(string text) =>
        Assert.Equal("(text)", Assert.Throws<ContactProblemException>(() => AllocationCases.Read(text)).Field);

    private static (string Field, int? Customer) Fault(Action<JsonObject> spoil)
    {
        var root = JsonNode.Parse(Text.Value)!.AsObject();
        spoil(root);
        var fault = Assert.Throws<ContactProblemException>(() => AllocationCases.Read(root.ToJsonString()));
        Assert.Contains(fault.Field, fault.Message, StringComparison.Ordinal);
        Assert.NotEmpty(fault.Expected);
        return (fault.Field, fault.Customer);
    }

    private sealed class Drops(byte[] text) : MemoryStream(text)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 7));
    }
}
