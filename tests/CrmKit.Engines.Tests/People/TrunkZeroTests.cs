namespace CrmKit.Engines.Tests;

public sealed class TrunkZeroTests
{
    [Theory]
    [InlineData("+49 (0)30 1234567")]
    [InlineData("+49 (0) 30 / 12 345 67")]
    [InlineData("+49 30 1234567")]
    public void Trunk_zero_in_parentheses_is_not_dialled_after_a_country_code(string typed) =>
        Assert.Equal("+49301234567", ContactPoint.Parse(Channel.Phone, typed).Address);
}
