namespace CrmKit.Churn;

// Numbers for the distinct pairs of stratum and value, where values apart by rounding are one. A value comes with the size of the terms that it is the sum of, by which its rounding goes.
internal sealed class LevelCodes
{
    private const double Rounding = 1e-9;

    private readonly List<(int Stratum, double Value, double Size)> _levels = [];
    private int[] _codes = [];

    public static bool AreEqual(double a, double sizeOfA, double b, double sizeOfB) => Math.Abs(a - b) <= Rounding * Math.Max(sizeOfA, sizeOfB);

    public void Add(int stratum, double value, double size) => _levels.Add((stratum, value, size));

    // Gives the numbers, whose count it returns; nothing is added afterwards.
    public int Close()
    {
        _levels.Sort();
        _codes = new int[_levels.Count];
        for (var i = 1; i < _codes.Length; i++)
        {
            var (one, other) = (_levels[i], _levels[i - 1]);
            _codes[i] = _codes[i - 1] + (one.Stratum == other.Stratum && AreEqual(one.Value, one.Size, other.Value, other.Size) ? 0 : 1);
        }

        return _codes.Length == 0 ? 0 : _codes[^1] + 1;
    }

    // -1 for a pair that is not among them.
    public int CodeOf(int stratum, double value, double size)
    {
        var place = _levels.BinarySearch((stratum, value, size));
        place = place < 0 ? ~place : place;
        foreach (var near in (ReadOnlySpan<int>)[place, place - 1])
        {
            if ((uint)near < (uint)_codes.Length && _levels[near].Stratum == stratum && AreEqual(_levels[near].Value, _levels[near].Size, value, size))
            {
                return _codes[near];
            }
        }

        return -1;
    }
}
