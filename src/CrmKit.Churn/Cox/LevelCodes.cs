namespace CrmKit.Churn;

// Numbers for the distinct pairs of stratum and value, where values apart by rounding are one.
internal sealed class LevelCodes(double rounding)
{
    private readonly List<(int Stratum, double Value)> _levels = [];
    private int[] _codes = [];

    public void Add(int stratum, double value) => _levels.Add((stratum, value));

    // Gives the numbers, whose count it returns; nothing is added afterwards.
    public int Close()
    {
        _levels.Sort();
        _codes = new int[_levels.Count];
        for (var i = 1; i < _codes.Length; i++)
        {
            var isSame = _levels[i].Stratum == _levels[i - 1].Stratum && AreEqual(_levels[i].Value, _levels[i - 1].Value);
            _codes[i] = _codes[i - 1] + (isSame ? 0 : 1);
        }

        return _codes.Length == 0 ? 0 : _codes[^1] + 1;
    }

    // -1 for a pair that is not among them.
    public int CodeOf(int stratum, double value)
    {
        var place = _levels.BinarySearch((stratum, value - rounding));
        place = place < 0 ? ~place : place;
        return place < _codes.Length && _levels[place].Stratum == stratum && _levels[place].Value <= value + rounding ? _codes[place] : -1;
    }

    public bool AreEqual(double a, double b) => Math.Abs(a - b) <= rounding;
}
