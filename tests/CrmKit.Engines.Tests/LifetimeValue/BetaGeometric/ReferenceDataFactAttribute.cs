namespace CrmKit.LifetimeValue.Tests;

// Data whose licence keeps them out of the repository: looked for in the folder that CRMKIT_DATA names, else in shared/data beside the repository.
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReferenceDataFactAttribute : FactAttribute
{
    public ReferenceDataFactAttribute(string file)
    {
        if (PathOf(file) is null)
        {
            Skip = $"{file} is not at hand; set CRMKIT_DATA to the folder that holds it.";
        }
    }

    public static string? PathOf(string file)
    {
        if (Environment.GetEnvironmentVariable("CRMKIT_DATA") is { Length: > 0 } folder)
        {
            return Existing(Path.Combine(folder, file));
        }

        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (Existing(Path.Combine(at.FullName, "shared", "data", file)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string? Existing(string path) => File.Exists(path) ? path : null;
}
