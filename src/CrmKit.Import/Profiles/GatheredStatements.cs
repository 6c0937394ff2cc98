namespace CrmKit.Import;

/// <summary>Finds out whose the statements of one row are. Not thread-safe.</summary>
/// <param name="state">What is known so far.</param>
internal sealed class GatheredStatements(ReadingState state)
{
    private readonly List<ConsentEntry> _consents = [];
    private readonly List<SuppressedPoint> _suppressed = [];
    private CustomerId? _first;
    private bool _nobody;

    /// <summary>Notes that a customer has addresses; what was refused there before holds for the customer too.</summary>
    public void Join(CustomerId customer, IEnumerable<ContactPoint> points)
    {
        foreach (var point in points)
        {
            _consents.AddRange(state.Book.Join(customer, point).Select(refusal => refusal.By(customer)));
        }
    }

    /// <summary>Adds a statement.</summary>
    /// <param name="spoken">The statement.</param>
    /// <param name="own">The customer whom the row names; <c>null</c> for nobody.</param>
    /// <param name="overfull">The fault of a row with one statement too many about its address.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    public async ValueTask AddAsync(Spoken spoken, CustomerId? own, Func<ImportFaultException> overfull, CancellationToken cancellationToken)
    {
        var here = await AtAsync(spoken.Point, own, cancellationToken).ConfigureAwait(false);
        _first ??= here.Count > 0 ? here[0] : (CustomerId?)null;
        try
        {
            switch (spoken.Meaning)
            {
                case StatementMeaning.OptIn:
                    Agree(spoken, own, here);
                    break;
                case StatementMeaning.OptOut or StatementMeaning.Objection:
                    Refuse(spoken, own, here);
                    break;
                case StatementMeaning.Dead:
                    _suppressed.Add(new SuppressedPoint(spoken.Point, SuppressionKind.Undeliverable, spoken.At));
                    break;
            }
        }
        catch (InvalidOperationException)
        {
            throw overfull();
        }
    }

    /// <summary>The record with everything that was gathered.</summary>
    /// <param name="record">The record so far.</param>
    /// <param name="otherwise">Why it gives nothing, unless it does.</param>
    public ImportedRecord Into(ImportedRecord record, PassedOver otherwise) => record with
    {
        Customer = record.Customer == state.Nobody && _first is { } first ? first : record.Customer,
        Consents = [.. _consents.Distinct()],
        Suppressed = [.. _suppressed.DistinctBy(suppressed => (suppressed.Point, suppressed.Kind))],
        PassedOver = otherwise != PassedOver.No ? otherwise
            : record.Person is not null || _consents.Count + _suppressed.Count > 0 ? PassedOver.No
            : _nobody ? PassedOver.NobodyThere : PassedOver.SaysNothing,
    };

    private void Agree(Spoken spoken, CustomerId? own, List<CustomerId> here)
    {
        // Of several people at one address nobody knows who agreed.
        if ((own ?? (here.Count == 1 ? here[0] : (CustomerId?)null)) is not { } customer)
        {
            _nobody = true;
            return;
        }

        Join(customer, [spoken.Point]);
        _consents.Add(spoken.By(customer));
        _consents.AddRange(state.Book.Agree(spoken).Select(refusal => refusal.By(customer)));
    }

    private void Refuse(Spoken spoken, CustomerId? own, List<CustomerId> here)
    {
        foreach (var customer in here)
        {
            Join(customer, [spoken.Point]);
        }

        var refusal = state.Book.Refuse(spoken, out var isNew);
        if (here.Count == 0)
        {
            // The address may come back with a person that nobody knows yet: the refusal waits for it.
            _suppressed.Add(new SuppressedPoint(refusal.Point, SuppressionKind.Objection, refusal.At));
            return;
        }

        // Whoever has the address has learnt of a refusal that is known; told again for each row, a shared address would be told of without end.
        var told = isNew ? here : own is { } named ? [named] : here.Take(1);
        _consents.AddRange(told.Select(refusal.By));
    }

    private async ValueTask<List<CustomerId>> AtAsync(ContactPoint point, CustomerId? own, CancellationToken cancellationToken)
    {
        var here = new HashSet<CustomerId>();
        if (own is { } customer)
        {
            here.Add(customer);
        }

        here.UnionWith(state.Book.At(point));
        if (state.Options.CustomersAt is { } find)
        {
            here.UnionWith(await find(point, cancellationToken).ConfigureAwait(false));
        }

        return [.. here];
    }
}
