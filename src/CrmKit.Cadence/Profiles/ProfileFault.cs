namespace CrmKit.Cadence;

/// <summary>What is amiss in a profile: the field, and what was expected there.</summary>
internal sealed record ProfileFault(string Field, string Expected)
{
    public override string ToString() => $"Expected '{Field}' of the profile to be {Expected}.";

    public static ProfileFault? Range(string field, int value, int least, int most) =>
        value < least || value > most ? new(field, string.Create(CultureInfo.InvariantCulture, $"{least} to {most}")) : null;

    public static ProfileFault? Range(string field, double value, double least, double most) =>
        value >= least && value <= most ? null : new(field, string.Create(CultureInfo.InvariantCulture, $"{least} to {most}"));

    public static ProfileFault? Code(string field, string? text) =>
        text is { Length: >= 1 and <= 50 } && text.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-') ? null : new(field, "1 to 50 lower-case letters, digits and hyphens");

    public static ProfileFault? Channels(string field, ImmutableArray<Channel> channels, bool mayBeEmpty)
    {
        if (channels.IsDefault || (channels.IsEmpty && !mayBeEmpty))
        {
            return new(field, "one channel at least");
        }

        return channels.All(Enum.IsDefined) && channels.Distinct().Count() == channels.Length ? null : new(field, "known channels, each once");
    }
}
