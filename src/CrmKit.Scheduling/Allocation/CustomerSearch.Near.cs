namespace CrmKit.Scheduling;

/// <summary>Beside the best set of contacts those that come near it.</summary>
internal sealed partial class CustomerSearch
{
    private NearSets? _near;

    /// <summary>Lists the sets whose worth is at most a loss below the best, best first and no more than there is room for.</summary>
    /// <remarks>A search that visits too many nodes ends with what it has: the list serves to choose from, never to prove.</remarks>
    public void Enumerate(int customer, PriceTable prices, long loss, NearSets near, int mostNodes)
    {
        var best = Solve(customer, prices);
        near.Begin(best - loss, Nodes + mostNodes);
        if (_touches == 0)
        {
            near.Add(0, []);
            return;
        }

        _near = near;
        _depth = 0;
        DiveNear(0, 0);
        _near = null;
    }

    private void DiveNear(int position, long worth)
    {
        Nodes++;
        var near = _near!;
        var allowed = _allowed.AsSpan(_depth * _rows, _rows);
        var others = MostOfLater(position, allowed);
        if (position < _touches)
        {
            var slot = _order[position];
            var at = slot * _optionsPerTouch;
            for (var j = FirstAllowed(slot, 0, allowed); j >= 0 && worth + _worth[at + j] + others >= near.Least && Nodes < near.LastNode; j = FirstAllowed(slot, j + 1, allowed))
            {
                Place(slot, _option[at + j], position, worth + _worth[at + j]);
            }
        }

        if (others > 0)
        {
            if (worth + others >= near.Least)
            {
                DiveNear(position + 1, worth);
            }
        }
        else if (worth >= near.Least)
        {
            near.Add(worth, _current.AsSpan(0, _depth));
        }
    }
}
