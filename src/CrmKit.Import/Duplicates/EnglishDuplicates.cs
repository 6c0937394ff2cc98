namespace CrmKit.Import;

/// <summary>Tells in English why two people may be one.</summary>
public static class EnglishDuplicates
{
    /// <summary>One sentence without a full stop, its weight in bits at the end; an unknown code is shown as it is.</summary>
    /// <param name="evidence">The piece of evidence.</param>
    public static string Render(DuplicateEvidence evidence) =>
        string.Create(CultureInfo.InvariantCulture, $"{Words(evidence)} ({evidence.Weight:+0.0;-0.0;0.0} bits)");

    /// <summary>One sentence a piece of evidence, in order, parted by semicolons, after the score.</summary>
    /// <param name="candidate">The candidate.</param>
    public static string Render(DuplicateCandidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return string.Create(CultureInfo.InvariantCulture, $"{candidate.Probability:P0} likely one person ({candidate.Score:+0.0;-0.0;0.0} bits): {string.Join("; ", candidate.Evidence.Select(Render))}");
    }

    private static string Words(DuplicateEvidence evidence) => evidence.Code switch
    {
        DuplicateEvidenceCodes.PriorOdds => "two people of such a list are seldom one",
        DuplicateEvidenceCodes.NameSame => $"a word of the name is the same{Shared(evidence)}",
        DuplicateEvidenceCodes.NameSimilar => string.Create(CultureInfo.InvariantCulture, $"a word of the name is alike to {evidence.Similarity:P0}"),
        DuplicateEvidenceCodes.NameInitial => "an initial fits a word of the name",
        DuplicateEvidenceCodes.NameDiffers => "a word of the name differs",
        DuplicateEvidenceCodes.EmailSame => $"the same e-mail address{Shared(evidence)}",
        DuplicateEvidenceCodes.EmailDiffers => "no e-mail address in common",
        DuplicateEvidenceCodes.PhoneSame => $"the same telephone number{Shared(evidence)}",
        DuplicateEvidenceCodes.PhoneDiffers => "no telephone number in common",
        DuplicateEvidenceCodes.PostSame => $"the same postal address{Shared(evidence)}",
        DuplicateEvidenceCodes.PostDiffers => "no postal address in common",
        DuplicateEvidenceCodes.MessengerSame => $"the same messenger name{Shared(evidence)}",
        DuplicateEvidenceCodes.MessengerDiffers => "no messenger name in common",
        DuplicateEvidenceCodes.BirthdaySame => $"the same birthday{Shared(evidence)}",
        DuplicateEvidenceCodes.BirthdaySwapped => "the same birthday with day and month exchanged",
        DuplicateEvidenceCodes.BirthdayDiffers => "another birthday",
        DuplicateEvidenceCodes.BirthYearSame => $"the same year of birth{Shared(evidence)}",
        DuplicateEvidenceCodes.BirthYearDiffers => "another year of birth",
        DuplicateEvidenceCodes.MaybeRelatives => "relatives may have as much in common",
        _ => evidence.Code,
    };

    private static string Shared(DuplicateEvidence evidence) => evidence.People switch
    {
        null => string.Empty,
        2 => ", which nobody else has",
        { } people => string.Create(CultureInfo.InvariantCulture, $", which {people:N0} people have"),
    };
}
