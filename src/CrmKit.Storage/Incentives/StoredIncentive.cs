namespace CrmKit.Storage;

/// <summary>The timeline's record of an incentive that was granted. For those who write a store.</summary>
public static class StoredIncentive
{
    /// <summary>The event of a grant.</summary>
    /// <param name="person">The id under which the person is known.</param>
    /// <param name="incentive">The code of what is given.</param>
    /// <param name="grantedAt">When, on the store's clock.</param>
    /// <exception cref="ArgumentException">The code has another form.</exception>
    public static IncentiveGrant Of(CustomerId person, string incentive, Instant grantedAt)
    {
        ArgumentNullException.ThrowIfNull(incentive);

        // The length stands in front of the id, as in the keys of touches: no two grants share a key, whatever the ids hold.
        var key = string.Create(CultureInfo.InvariantCulture, $"incentive:{incentive}:{person.Value.Length}:{person.Value}");
        return new IncentiveGrant(new EventKey(key), person, ColumnInstant.Truncate(grantedAt), incentive);
    }
}
