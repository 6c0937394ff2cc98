using System.Text;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import.Profiles;

public sealed class ProfileSampleTests
{
    [Theory]
    [MemberData(nameof(ProfileSamples.Vendors), MemberType = typeof(ProfileSamples))]
    public async Task Sample_export_is_read_just_so(string vendor)
    {
        var reader = ProfileSamples.Reader(vendor);
        var text = new StringBuilder();
        foreach (var sample in ProfileSamples.Of(vendor))
        {
            text.Append(ProfileText.Of(sample, await ProfileSamples.ReadAsync(reader, sample)));
        }

        Assert.Equal(ProfileSamples.Golden(vendor), text.ToString());
    }

    [Theory]
    [MemberData(nameof(ProfileSamples.Vendors), MemberType = typeof(ProfileSamples))]
    public async Task Second_reading_of_an_export_gives_the_same_records(string vendor)
    {
        Assert.Equal(await ReadAllAsync(vendor), await ReadAllAsync(vendor));
    }

    private static async Task<List<ImportedRecord>> ReadAllAsync(string vendor)
    {
        var reader = ProfileSamples.Reader(vendor);
        var all = new List<ImportedRecord>();
        foreach (var sample in ProfileSamples.Of(vendor))
        {
            all.AddRange(await ProfileSamples.ReadAsync(reader, sample));
        }

        return all;
    }
}
