namespace CrmKit.Scheduling;

/// <summary>Chooses one column a customer so that the resources come out even and little is lost: annealing on columns, with the prices as scales.</summary>
/// <remarks>
/// The duality gap of a plan is the sum over customers of what their column loses against their best one at the prices, plus price times what is left over of each resource. That sum is
/// the energy. While the search is warm, a unit left over or missing costs only a small part of its price, so that contacts wander from day to day; the part rises to the whole (and
/// overdraft to many times it) while the temperature falls, and the imbalances cancel out. Integers decide every move. (Kirkpatrick, Gelatt, Vecchi 1983 for annealing.)
/// </remarks>
internal sealed class ExchangeSearch
{
    private const int Stages = 240;
    private const double Overdraft = 64;
    private readonly int[] _start;
    private readonly long[] _loss;
    private readonly int[] _needAt;
    private readonly ColumnPool.Need[] _needs;
    private readonly Account[] _accounts;
    private readonly double[] _price;
    private readonly double[] _floor;
    private readonly double[] _mostWeight;
    private readonly bool[] _isSoft;
    private readonly int[] _column;
    private readonly long _overload;
    private ulong _state;

    public ExchangeSearch(AllocationModel model, ColumnPool pool, ReadOnlySpan<long> capacity, long[] prices, double[] sizes, double typical)
    {
        (_start, _loss, _needAt, _needs) = (pool.Start.ToArray(), pool.Loss.ToArray(), pool.NeedAt.ToArray(), pool.Needs.ToArray());
        var count = pool.Resources.Length;
        (_accounts, _price, _floor, _mostWeight, _isSoft) = (new Account[count], new double[count], new double[count], new double[count], new bool[count]);
        _column = new int[pool.Start.Length - 1];
        _overload = model.Problem.Terms.OverloadPrice * PriceTable.Scale;
        for (var l = 0; l < count; l++)
        {
            var r = pool.Resources[l];
            _price[l] = prices[r];
            _isSoft[l] = r >= model.WorkAt;
            _floor[l] = Math.Max(prices[r], 0.3 * typical * PriceTable.Scale / sizes[r]);
            _accounts[l].Balance = -capacity[l];
        }

        foreach (var need in pool.Needs)
        {
            _mostWeight[need.Resource] = Math.Max(_mostWeight[need.Resource], need.Units);
        }

        for (var l = 0; l < count; l++)
        {
            // A move changes a balance by at most some dozens of the largest need: below this weight no energy leaves 64 bits.
            _mostWeight[l] = 4e15 / _mostWeight[l];
        }

        for (var i = 0; i < _column.Length; i++)
        {
            _column[i] = _start[i];
            Book(_column[i], 1);
        }
    }

    private struct Account
    {
        /// <summary>Taken less capacity.</summary>
        public long Balance;

        /// <summary>Cost of a unit left over.</summary>
        public long Spare;

        /// <summary>Cost of a unit overdrawn.</summary>
        public long Over;

        public readonly long Cost => Balance > 0 ? Balance * Over : -Balance * Spare;
    }

    public int ColumnOf(int customer) => _column[customer];

    /// <summary>Makes the moves.</summary>
    public long Run(long moves, double typical, ExchangeSchedule schedule, ulong seed, CancellationToken cancellationToken)
    {
        // Every customer has the best at the prices, nothing is overdrawn, and what costs anything is used up: no other choice comes nearer to the bound.
        Weigh(1);
        if (Array.TrueForAll(_accounts, account => account.Cost == 0))
        {
            return 0;
        }

        _state = TieOrder.Scatter(seed) | 1;
        var each = moves / Stages;
        for (var stage = 0; stage < Stages && each > 0; stage++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var way = stage / (double)(Stages - 1);
            Weigh(1 / Cooling.Halved(1 / schedule.FirstWeight, schedule.Doublings, Math.Min(1, way * 1.2)));
            var temperature = Cooling.Halved(typical * PriceTable.Scale * schedule.Warmth, schedule.Halvings, way);
            for (var move = 0L; move < each; move++)
            {
                Try(temperature);
            }
        }

        return each * Stages;
    }

    /// <summary>Makes the plan hold every capacity, then lets each customer take what it can: no more chance.</summary>
    /// <param name="isShort">Whether a search that was cut short has left too much to mend for looking at all customers before every change.</param>
    public void Settle(bool isShort)
    {
        Weigh(1);
        for (var l = 0; l < _accounts.Length; l++)
        {
            if (!_isSoft[l])
            {
                _accounts[l].Over = (long)Math.Min(_mostWeight[l], 1000 * _floor[l]);
            }
        }

        for (var pass = 0; pass < 3 && isShort; pass++)
        {
            RepairInOrder();
        }

        for (var repair = 0; repair < _column.Length && !isShort && IsOverdrawn() && RepairOne(); repair++)
        {
        }

        for (var i = 0; i < _column.Length; i++)
        {
            if (TouchesOverdrawn(_column[i]))
            {
                // The empty set is a customer's last column.
                Switch(i, _start[i + 1] - 1);
            }
        }

        var isBetter = true;
        for (var pass = 0; pass < 6 && isBetter; pass++)
        {
            isBetter = false;
            for (var i = 0; i < _column.Length; i++)
            {
                isBetter |= Improve(i);
            }
        }
    }

    private void Weigh(double part)
    {
        var overdraft = part * Overdraft;
        for (var l = 0; l < _accounts.Length; l++)
        {
            ref var account = ref _accounts[l];
            account.Spare = (long)Math.Min(_mostWeight[l], _isSoft[l] ? _price[l] : part * _price[l]);
            account.Over = (long)Math.Min(_mostWeight[l], _isSoft[l] ? _overload - _price[l] : Math.Max(1, overdraft * _floor[l]));
        }
    }

    private ulong Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return _state * 0x2545F4914F6CDD1DUL;
    }

    private void Try(double temperature)
    {
        var bits = Next();
        var i = (int)(((bits >> 32) * (ulong)_column.Length) >> 32);
        var first = _start[i];
        var count = (ulong)(_start[i + 1] - first);
        if (count < 2)
        {
            return;
        }

        // Columns come best first, and the square of a uniform number favours the first.
        var part = bits & 0xFFFF;
        var next = first + (int)((((part * part) >> 16) * count) >> 16);
        var now = _column[i];
        if (next == now)
        {
            return;
        }

        var worse = _loss[next] - _loss[now] + Book(now, -1) + Book(next, 1);
        if (worse <= 0 || worse < (long)(temperature * Cooling.Tolerance(bits >> 16)))
        {
            _column[i] = next;
            return;
        }

        Restore(next, -1);
        Restore(now, 1);
    }

    private long Book(int column, int factor)
    {
        var cost = 0L;
        var accounts = _accounts;
        foreach (var need in NeedsOf(column))
        {
            ref var account = ref accounts[need.Resource];
            cost -= account.Cost;
            account.Balance += factor * need.Units;
            cost += account.Cost;
        }

        return cost;
    }

    private void Restore(int column, int factor)
    {
        foreach (var need in NeedsOf(column))
        {
            _accounts[need.Resource].Balance += factor * need.Units;
        }
    }

    private ReadOnlySpan<ColumnPool.Need> NeedsOf(int column) => _needs.AsSpan(_needAt[column].._needAt[column + 1]);

    private void Switch(int customer, int column)
    {
        Restore(_column[customer], -1);
        Restore(column, 1);
        _column[customer] = column;
    }

    /// <summary>Makes the one change that mends an overdraft for the least loss.</summary>
    private bool RepairOne()
    {
        var (customer, column, least) = (-1, -1, 0L);
        for (var i = 0; i < _column.Length; i++)
        {
            if (TouchesOverdrawn(_column[i]))
            {
                var (next, worse) = BestChange(i, mayOverdraw: true);
                (customer, column, least) = worse < least ? (i, next, worse) : (customer, column, least);
            }
        }

        if (customer >= 0)
        {
            Switch(customer, column);
        }

        return customer >= 0;
    }

    /// <summary>Makes for one customer after another the change that mends most.</summary>
    private void RepairInOrder()
    {
        for (var i = 0; i < _column.Length; i++)
        {
            if (TouchesOverdrawn(_column[i]) && BestChange(i, mayOverdraw: true) is { Worse: < 0 } change)
            {
                Switch(i, change.Column);
            }
        }
    }

    private bool Improve(int customer)
    {
        var (next, worse) = BestChange(customer, mayOverdraw: false);
        if (worse < 0)
        {
            Switch(customer, next);
        }

        return worse < 0;
    }

    private (int Column, long Worse) BestChange(int customer, bool mayOverdraw)
    {
        var now = _column[customer];
        var (best, least) = (now, 0L);
        var without = Book(now, -1);
        for (var next = _start[customer]; next < _start[customer + 1]; next++)
        {
            var worse = _loss[next] - _loss[now] + without + Book(next, 1);
            if (worse < least && (mayOverdraw || !TouchesOverdrawn(next)))
            {
                (best, least) = (next, worse);
            }

            Restore(next, -1);
        }

        Restore(now, 1);
        return (best, least);
    }

    private bool IsOverdrawn()
    {
        for (var l = 0; l < _accounts.Length; l++)
        {
            if (!_isSoft[l] && _accounts[l].Balance > 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool TouchesOverdrawn(int column)
    {
        foreach (var need in NeedsOf(column))
        {
            if (!_isSoft[need.Resource] && _accounts[need.Resource].Balance > 0)
            {
                return true;
            }
        }

        return false;
    }
}
