namespace CrmKit.Storage.Sqlite;

/// <content>People.</content>
internal sealed partial class ChangeWriter
{
    private void Put(Customer customer)
    {
        var known = CustomerTable.Find(session, customer.Id);
        if (customer.Equals(known))
        {
            Report = Report with { CustomersUnchanged = Report.CustomersUnchanged + 1 };
            return;
        }

        Report = known is null
            ? Report with { CustomersAdded = Report.CustomersAdded + 1 }
            : Report with { CustomersChanged = Report.CustomersChanged + 1 };
        RequirePerson(customer.Id);
        CustomerTable.Put(session, customer);
        var pointsBefore = known?.ContactPoints ?? [];
        var hasNewPoints = !customer.ContactPoints.AsSpan().SequenceEqual(pointsBefore.AsSpan());
        if (hasNewPoints)
        {
            CustomerTable.PutPoints(session, customer);
        }

        if (hasNewPoints || customer.Zone != known?.Zone)
        {
            NewFacts(customer.Id);
        }
    }
}
