namespace CrmKit.Storage;

/// <summary>One person out of stored records. For those who write a store.</summary>
public static class StoredPerson
{
    /// <summary>Puts the records of a person together; a person of one record is that record, as it was given.</summary>
    /// <param name="person">The id under which the person is known.</param>
    /// <param name="records">The ids of all records of the person, as <see cref="RecordTree.RecordsOf"/> orders them.</param>
    /// <param name="find">A record by its id; <c>null</c> where there are events or statements under the id and no record.</param>
    /// <returns><c>null</c> where no id has a record.</returns>
    public static Customer? Of(CustomerId person, ImmutableArray<CustomerId> records, Func<CustomerId, Customer?> find)
    {
        ArgumentNullException.ThrowIfNull(find);
        if (records.Length == 1)
        {
            return find(person);
        }

        ImmutableArray<Customer?> found = [.. records.Select(find)];
        if (found.FirstOrDefault(record => record is not null) is not { } first)
        {
            return null;
        }

        // An id without a record stands for one that says nothing: it may survive, and a role towards it says nothing either.
        var all = records.Zip(found, (id, record) => record ?? new Customer { Id = id, Kind = first.Kind });
        return MergedCustomer.Combine(all.First(), all.Skip(1));
    }
}
