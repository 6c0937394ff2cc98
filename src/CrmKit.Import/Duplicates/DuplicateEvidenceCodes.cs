namespace CrmKit.Import;

/// <summary>What a piece of evidence for or against a duplicate says. The codes may be stored: they never change their meaning.</summary>
public static class DuplicateEvidenceCodes
{
    /// <summary>Where every pair starts: how seldom two people of such a list are one. Always negative.</summary>
    public const string PriorOdds = "prior-odds";

    /// <summary>One word of the names is the same. <see cref="DuplicateEvidence.People"/> have it.</summary>
    public const string NameSame = "name-same";

    /// <summary>One word of the names differs by little. <see cref="DuplicateEvidence.People"/> have the rarer of the two words.</summary>
    public const string NameSimilar = "name-similar";

    /// <summary>One name has a single letter where the other has a word that begins with it.</summary>
    public const string NameInitial = "name-initial";

    /// <summary>Each name has a word that the other does not have.</summary>
    public const string NameDiffers = "name-differs";

    /// <summary>An e-mail address is the same. <see cref="DuplicateEvidence.People"/> have it.</summary>
    public const string EmailSame = "same-email";

    /// <summary>Both have e-mail addresses, and none is the same.</summary>
    public const string EmailDiffers = "email-differs";

    /// <summary>A telephone number is the same, to call or to text. <see cref="DuplicateEvidence.People"/> have it.</summary>
    public const string PhoneSame = "same-phone";

    /// <summary>Both have telephone numbers, and none is the same.</summary>
    public const string PhoneDiffers = "phone-differs";

    /// <summary>A postal address is the same. <see cref="DuplicateEvidence.People"/> have it.</summary>
    public const string PostSame = "same-post";

    /// <summary>Both have postal addresses, and none is the same.</summary>
    public const string PostDiffers = "post-differs";

    /// <summary>A name at a messenger service is the same. <see cref="DuplicateEvidence.People"/> have it.</summary>
    public const string MessengerSame = "same-messenger";

    /// <summary>Both have names at messenger services, and none is the same.</summary>
    public const string MessengerDiffers = "messenger-differs";

    /// <summary>Day and month of birth are the same. <see cref="DuplicateEvidence.People"/> have this birthday.</summary>
    public const string BirthdaySame = "same-birthday";

    /// <summary>Day and month of birth are the same when one of them is read month first.</summary>
    public const string BirthdaySwapped = "birthday-swapped";

    /// <summary>Day or month of birth differs.</summary>
    public const string BirthdayDiffers = "birthday-differs";

    /// <summary>The year of birth is the same. <see cref="DuplicateEvidence.People"/> were born in it.</summary>
    public const string BirthYearSame = "same-birth-year";

    /// <summary>The year of birth differs.</summary>
    public const string BirthYearDiffers = "birth-year-differs";

    /// <summary>What agrees would agree between two people of one household as well. Never positive.</summary>
    public const string MaybeRelatives = "maybe-relatives";
}
