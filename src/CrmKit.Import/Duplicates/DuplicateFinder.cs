namespace CrmKit.Import;

/// <summary>Finds people who stand in a list twice, and says why it thinks so.</summary>
/// <remarks>
/// <para>
/// People are compared who share a key: a contact point; the birthday and the sound of a word of the name; or a word of the name and the first three letters,
/// the last three letters or the sound of another. So a pair with one slip of the pen in one word is found by the other word or the birthday; names are compared
/// without case, accents, punctuation and the order of their words. Two people without a contact point or birthday in common whose names differ in every word
/// are not, and neither are nicknames.
/// </para>
/// <para>
/// Scores are weights of evidence after Fellegi and Sunter (1969), with relatives of one household as a third case beside one person and two strangers, and
/// with what is common in the list weighing less than what is rare.
/// </para>
/// <para>
/// The same people in any order, compared by any number of threads, give the same report. Of a name 512 characters and eight words are read, a word of
/// it to 64 characters, and 32 contact points of a person. Nothing of a person is in any exception but where a program's own sequence throws it.
/// </para>
/// </remarks>
public static class DuplicateFinder
{
    /// <summary>Finds candidates.</summary>
    /// <remarks>
    /// The people are read once, in order, on the calling thread. Time: sorting of some ten keys a person, and the comparisons, at most
    /// <see cref="DuplicateOptions.MaxBlockSize"/> for a key. Memory: some 600 bytes a person, texts included, and the candidates. Thread-safe.
    /// </remarks>
    /// <param name="people">The people, each with an id of its own.</param>
    /// <param name="options">How to look; <c>null</c> for the defaults.</param>
    /// <param name="progress">Told the share of the work that is done, from 0 to 1, never falling, from one thread at a time.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The candidates, and what was not compared.</returns>
    /// <exception cref="ArgumentException">One of the people is <c>null</c>, or two have the same id.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">An id or a contact point is the <c>default</c> of its type.</exception>
    /// <exception cref="OperationCanceledException">The search was stopped.</exception>
    public static DuplicateReport Find(
        IEnumerable<Customer> people, DuplicateOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(people);
        options ??= new DuplicateOptions();
        options.Check();
        progress?.Report(0);
        return new PairSearch(PeopleReader.Read(people, cancellationToken), options, progress, cancellationToken).Run();
    }
}
