using CrmKit.Storage;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Storage;

public sealed class ItemContentTests
{
    private static readonly LocalDate Day = new(1997, 1, 1);
    private static readonly Purchase Plain = A.Purchase("1", Day, 5m, "k");
    private static readonly Purchase Boats = Plain with { Items = [new Topic("boats")] };

    [Fact]
    public void A_source_that_does_not_tell_items_says_nothing_against_one_that_does()
    {
        Assert.True(StoredForm.IsSameContent(Boats, Plain));
        Assert.True(StoredForm.IsSameContent(Boats, Boats with { Items = [new Topic("boats")] }));
    }

    [Fact]
    public void Other_items_are_other_content()
    {
        Assert.False(StoredForm.IsSameContent(Plain, Boats));
        Assert.False(StoredForm.IsSameContent(Boats, Plain with { Items = [new Topic("trailers")] }));
    }
}
