using System.Text;

namespace CrmKit.Storage.PostgreSql;

/// <summary>A hash that is the same in every process and version: FNV-1a of the UTF-8 bytes (Fowler, Noll and Vo), 32 bits.</summary>
internal static class StableHash
{
    public static int Of(string text)
    {
        var hash = 2166136261u;
        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ unit) * 16777619u);
        }

        return unchecked((int)hash);
    }
}
