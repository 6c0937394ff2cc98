namespace CrmKit.Scheduling;

/// <summary>Plans contacts: prices on the shared capacities, the exact best of every customer at those prices, and an exchange that makes the capacities come out even. Reports a proven bound.</summary>
/// <remarks>
/// <para>Equal problems, options and seed give the same plan byte for byte, whatever the number of threads, the order of the customers and the machine.</para>
/// <para>Time grows linearly with the customers: about 2 µs for each and price step, and less than 0.5 µs for an exchange move. Safe to use from several threads at once.</para>
/// </remarks>
public sealed class ContactAllocator
{
    private readonly ContactAllocationOptions _options;

    /// <summary>Creates the planner.</summary>
    /// <param name="options">The options; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public ContactAllocator(ContactAllocationOptions? options = null)
    {
        _options = options ?? new ContactAllocationOptions();
        Within(_options.MaxThreads, 1, 1024, nameof(_options.MaxThreads));
        Within(_options.PriceSteps ?? 0, 0, 100_000, nameof(_options.PriceSteps));
        Within(_options.MovesPerCustomer ?? 0, 0, 1_000_000, nameof(_options.MovesPerCustomer));
        Within(_options.Rounds ?? 1, 1, 1_000, nameof(_options.Rounds));
        Within(_options.KeepBonus, 0, TermsChecks.MostMoney, nameof(_options.KeepBonus));
        Within(_options.FrozenDays, 0, ContactProblem.MostDays, nameof(_options.FrozenDays));
        if (_options.Published.IsDefault)
        {
            throw new ArgumentOutOfRangeException(nameof(options), "Published: a list, empty for nothing, was expected.");
        }
    }

    /// <summary>Plans.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="progress">Told the part done, 0 to 1, on whichever thread did it.</param>
    /// <param name="cancellationToken">Ends the planning.</param>
    /// <returns>A plan that holds every rule, with its bound.</returns>
    /// <exception cref="ArgumentException">The warm prices are those of other resources.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, and the options do not ask for the best so far.</exception>
    public ContactAllocation Allocate(ContactProblem problem, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new AllocationRun(problem, _options, progress, cancellationToken).Run();
    }

    private static void Within(long value, long least, long most, string option)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(option, value, string.Create(CultureInfo.InvariantCulture, $"Expected {least} to {most}."));
        }
    }
}
