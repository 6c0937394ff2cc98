namespace CrmKit.Tool;

/// <summary>What the tool tells the shell.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int DataFault = 1;
    public const int Usage = 2;
}
