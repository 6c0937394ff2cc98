namespace CrmKit.Import;

/// <summary>The probabilities that the scores are made of.</summary>
/// <remarks>
/// <para>
/// Three cases are told apart. Two entries are <em>one</em> person (m in Fellegi and Sunter, "A Theory for Record Linkage", JASA 64, 1969), two
/// <em>strangers</em> (their u), or two <em>relatives</em> of one household (h). The third is needed because fields are not independent: strangers who
/// share an e-mail address hardly ever share a family name too, relatives nearly always. The score is log2 of
/// P(one) Πm / (P(strangers) Πu + P(relatives) Πh), written as log2 P(one)/P(strangers) + Σ log2 m/u - log2(1 + P(relatives)/P(strangers) Πh/u).
/// </para>
/// <para>
/// m and h are set by hand and hold for lists of customers typed by many people; they are not estimated from the list. u of a name, of a birthday and of
/// a contact point comes from how many people of this very list have it (Winkler, "Frequency-based matching in Fellegi-Sunter model of record linkage", 2000).
/// </para>
/// </remarks>
internal static class Likelihoods
{
    /// <summary>People imagined beside the list, so that in a list of three a name that two share is not taken for a common one.</summary>
    public const double ImaginedPeople = 1000;

    /// <summary>How often a word of a name occurs before anything is known of it.</summary>
    public const double ImaginedNameShare = 0.002;

    /// <summary>How many relatives a person has in the list, on average.</summary>
    public const double RelativesPerPerson = 0.5;

    /// <summary>From here on two words are one with a slip of the pen; one wrong letter of five reaches it when the first is right.</summary>
    public const double CloseSimilarity = 0.875;

    /// <summary>From here on two words may be spellings of one.</summary>
    public const double LooseSimilarity = 0.82;

    /// <summary>How many people have a word as close as this by chance, for each who has the rarer of the two: it is the rarer that is the slip of the pen.</summary>
    public const double CloseNeighbours = 6;

    /// <inheritdoc cref="CloseNeighbours"/>
    public const double LooseNeighbours = 20;

    /// <summary>How often an initial fits a stranger's name: some letters begin one name in ten, most far fewer.</summary>
    public const double InitialByChance = 0.08;

    /// <summary>How often one of few who share a contact point is a stranger nevertheless; it rises with the number of people who share it.</summary>
    public const double StrangerAtPoint = 0.01;

    /// <summary>One word of the names of one person: the same, close, loosely alike, different.</summary>
    public static class OneName
    {
        public const double Same = 0.85;
        public const double Close = 0.09;
        public const double Loose = 0.03;
        public const double Differs = 0.03;
        public const double Initial = 0.95;
    }

    /// <summary>The family name, then the given names, of two relatives.</summary>
    public static class RelativesName
    {
        public const double FamilySame = 0.8;
        public const double FamilyDiffers = 0.18;

        /// <summary>Father and son of one name: beyond what chance would give.</summary>
        public const double GivenSame = 0.01;
        public const double GivenDiffers = 0.97;
    }

    /// <summary>How often two entries of one person that both have a point of this kind share one, and how often two relatives do.</summary>
    public static (double One, double Relatives) SharesPoint(PointKind kind) => kind switch
    {
        PointKind.Email => (0.5, 0.05),
        PointKind.Phone => (0.5, 0.25),
        PointKind.Messenger => (0.5, 0.02),
        _ => (0.5, 0.6),
    };

    /// <summary>The birthday of one person, and of two strangers.</summary>
    public static class OneBirthday
    {
        public const double Same = 0.95;
        public const double Swapped = 0.01;
        public const double Differs = 0.04;

        /// <summary>A stranger has the one day of the year that it would be with day and month exchanged.</summary>
        public const double SwappedByChance = 1.0 / 366;

        /// <summary>Twins among relatives.</summary>
        public const double Twins = 0.003;

        /// <summary>The year, where both are known.</summary>
        public const double YearSame = 0.97;

        /// <inheritdoc cref="YearSame"/>
        public const double YearDiffers = 0.03;

        /// <summary>How many strangers are born in one year, before anything is known of it.</summary>
        public const double ImaginedYearShare = 0.02;

        /// <summary>Relatives of one birthday are twins as often as not.</summary>
        public const double TwinsYear = 0.5;
    }
}
