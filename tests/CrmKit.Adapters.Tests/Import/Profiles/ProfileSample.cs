using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import.Profiles;

/// <summary>One of the sample files.</summary>
public sealed record ProfileSample(string Vendor, string File, ProfileFileKind Kind)
{
    public override string ToString() => $"{Vendor}/{File}";
}
