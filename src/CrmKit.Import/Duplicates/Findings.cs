namespace CrmKit.Import;

/// <summary>All findings that can be weighed before two people are compared. Thread-safe.</summary>
internal sealed class Findings
{
    private readonly People _people;
    private readonly double _population;
    private readonly Finding[] _words;
    private readonly Finding[] _birthdays;

    public Findings(People people, DuplicateOptions options)
    {
        _people = people;
        _population = people.Count + Likelihoods.ImaginedPeople;
        Prior = new Finding(DuplicateEvidenceCodes.PriorOdds, Finding.Rounded(Math.Log2(options.ExpectedDuplicates / _population)), Math.Log2(Likelihoods.RelativesPerPerson / _population));
        _words = Array.ConvertAll(people.PeopleOfWord, SameWord);
        _birthdays = Array.ConvertAll(people.PeopleOfBirthday, SameBirthday);
    }

    /// <summary>Where every pair starts: the odds of one person, and of two relatives, against two strangers.</summary>
    public Finding Prior { get; }

    public Finding WordDiffers { get; } = Finding.Of(DuplicateEvidenceCodes.NameDiffers, Likelihoods.OneName.Differs, 1, Likelihoods.RelativesName.GivenDiffers);

    public Finding FamilyNameDiffers { get; } = Finding.Of(DuplicateEvidenceCodes.NameDiffers, Likelihoods.OneName.Differs, 1, Likelihoods.RelativesName.FamilyDiffers);

    public Finding Initial { get; } = Finding.Of(
        DuplicateEvidenceCodes.NameInitial, Likelihoods.OneName.Initial, Likelihoods.InitialByChance, Likelihoods.InitialByChance);

    public Finding BirthdaySwapped { get; } = Finding.Of(
        DuplicateEvidenceCodes.BirthdaySwapped, Likelihoods.OneBirthday.Swapped, Likelihoods.OneBirthday.SwappedByChance, Likelihoods.OneBirthday.SwappedByChance);

    public Finding BirthdayDiffers { get; } = Finding.Of(DuplicateEvidenceCodes.BirthdayDiffers, Likelihoods.OneBirthday.Differs, 1, 1);

    public Finding YearDiffers { get; } = Finding.Of(DuplicateEvidenceCodes.BirthYearDiffers, Likelihoods.OneBirthday.YearDiffers, 1, 1);

    public Finding Word(int word) => _words[word];

    public Finding Birthday(int birthday) => _birthdays[birthday];

    /// <summary>What is gained where a shared word is the family name of relatives rather than a given name that chance gave to both.</summary>
    public double FamilyGain(int word) => Math.Log2(Likelihoods.RelativesName.FamilySame / GivenShare(_people.PeopleOfWord[word]));

    public Finding Alike(double likeness, int people)
    {
        var (one, strangers) = AlikeShares(likeness, people);
        return Finding.Of(DuplicateEvidenceCodes.NameSimilar, one, strangers, strangers);
    }

    /// <summary>The same where two alike words may be the family name of relatives with a slip of the pen, as often as one person's is.</summary>
    public double AlikeFamilyGain(double likeness, int people)
    {
        var (one, strangers) = AlikeShares(likeness, people);
        return Math.Log2(Likelihoods.RelativesName.FamilySame * one / Likelihoods.OneName.Same / strangers);
    }

    private (double One, double Strangers) AlikeShares(double likeness, int people)
    {
        var (one, neighbours) = likeness >= Likelihoods.CloseSimilarity
            ? (Likelihoods.OneName.Close, Likelihoods.CloseNeighbours)
            : (Likelihoods.OneName.Loose, Likelihoods.LooseNeighbours);
        return (one, Math.Min(neighbours * Share(people), 0.5));
    }

    /// <summary>A shared point weighs less, the more people share it: the others are relatives first, then strangers.</summary>
    public Finding Point(PointKind kind, int people)
    {
        var (one, relatives) = Likelihoods.SharesPoint(kind);
        var others = people - 1.0;
        var strangers = others * Math.Min(1, Likelihoods.StrangerAtPoint * others) / _population;
        return Finding.Of(Codes(kind).Same, one, Math.Min(strangers, one), relatives);
    }

    public static Finding PointDiffers(PointKind kind)
    {
        var (one, relatives) = Likelihoods.SharesPoint(kind);
        return Finding.Of(Codes(kind).Differs, 1 - one, 1, 1 - relatives);
    }

    public Finding Year(int people, bool isBirthdaySame)
    {
        var strangers = Smoothed(people, Likelihoods.OneBirthday.ImaginedYearShare, _people.WithYear);
        var relatives = isBirthdaySame ? Math.Max(strangers, Likelihoods.OneBirthday.TwinsYear) : strangers;
        return Finding.Of(DuplicateEvidenceCodes.BirthYearSame, Likelihoods.OneBirthday.YearSame, strangers, relatives);
    }

    // The first of January is the birthday of everybody whose birthday somebody had to fill in.
    private Finding SameBirthday(int people)
    {
        var strangers = Smoothed(people, 1.0 / 366, _people.WithBirthday);
        return Finding.Of(DuplicateEvidenceCodes.BirthdaySame, Likelihoods.OneBirthday.Same, strangers, Math.Min(strangers + Likelihoods.OneBirthday.Twins, 1));
    }

    private Finding SameWord(int people) =>
        Finding.Of(DuplicateEvidenceCodes.NameSame, Likelihoods.OneName.Same, SameShare(people), GivenShare(people));

    private double SameShare(int people) => Math.Min(Share(people), Likelihoods.OneName.Same);

    private double GivenShare(int people) => Math.Min(SameShare(people) + Likelihoods.RelativesName.GivenSame, 1);

    /// <summary>How often a stranger has a word that so many people have.</summary>
    private double Share(int people) => Smoothed(people, Likelihoods.ImaginedNameShare, _people.Count);

    private static double Smoothed(int people, double imaginedShare, int population) =>
        (people + (imaginedShare * Likelihoods.ImaginedPeople)) / (population + Likelihoods.ImaginedPeople);

    private static (string Same, string Differs) Codes(PointKind kind) => kind switch
    {
        PointKind.Email => (DuplicateEvidenceCodes.EmailSame, DuplicateEvidenceCodes.EmailDiffers),
        PointKind.Phone => (DuplicateEvidenceCodes.PhoneSame, DuplicateEvidenceCodes.PhoneDiffers),
        PointKind.Messenger => (DuplicateEvidenceCodes.MessengerSame, DuplicateEvidenceCodes.MessengerDiffers),
        _ => (DuplicateEvidenceCodes.PostSame, DuplicateEvidenceCodes.PostDiffers),
    };
}
