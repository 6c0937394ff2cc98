namespace CrmKit.EndToEnd.Tests.Tool;

/// <summary>What the tool promises the shell.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int DataFault = 1;
    public const int Usage = 2;
}
