namespace CrmKit;

/// <summary>A sum of amounts, the same as that of decimals to the last digit and the scale: in whole numbers as long as one scale and 63 bits are enough.</summary>
internal struct AmountSum
{
    private long _digits;
    private byte _scale;
    private bool _isDecimal;
    private decimal _decimal;
    private bool _isBegun;

    public void Add(PackedAmount amount, List<decimal> whole)
    {
        if (!amount.IsWhole && !_isDecimal && (!_isBegun || amount.Scale == _scale))
        {
            _isBegun = true;
            _scale = amount.Scale;
            _digits += amount.Digits;

            // The next one has fewer than 2^58 units, so that the sum cannot pass 2^63 before it is asked again.
            if (_digits < 1L << 62)
            {
                return;
            }

            ToDecimals();
            return;
        }

        ToDecimals();
        _decimal += amount.ToDecimal(whole);
    }

    public readonly decimal Value => _isDecimal ? _decimal : PackedAmount.DecimalOf(_digits, _scale);

    private void ToDecimals() => (_decimal, _isDecimal) = (Value, true);
}
