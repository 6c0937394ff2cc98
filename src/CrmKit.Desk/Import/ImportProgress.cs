namespace CrmKit.Desk;

/// <summary>How much of the files has been read.</summary>
/// <param name="BytesRead">Bytes read of all files.</param>
/// <param name="BytesTotal">Bytes of all files, 1 or more.</param>
public readonly record struct ImportProgress(long BytesRead, long BytesTotal)
{
    /// <summary>Part done, 0 to 1.</summary>
    public double Fraction => BytesTotal > 0 ? Math.Min(1, (double)BytesRead / BytesTotal) : 1;
}
