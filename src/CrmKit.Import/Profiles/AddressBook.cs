using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace CrmKit.Import;

/// <summary>Who has which address in the files read so far, and what was said there. Not thread-safe.</summary>
/// <remarks>
/// <para>
/// An export tells what holds on its day, spread over several files and rows. A refusal that stands in it holds: it reaches everybody who has the
/// address, whichever row comes first, and no agreement of the same export outweighs it, whatever the dates.
/// </para>
/// <para>Addresses are kept as hashes: about 200 bytes for each, and 150 more for each statement.</para>
/// </remarks>
internal sealed class AddressBook
{
    private const int MaxStatements = 5000;

    private readonly Dictionary<UInt128, Page> _pages = [];

    /// <summary>Notes that a customer has an address, and gives what is refused there.</summary>
    public IReadOnlyList<Spoken> Join(CustomerId customer, ContactPoint point)
    {
        var page = Open(point);
        return page.Customers.Add(customer) ? [.. page.Refusals] : [];
    }

    /// <summary>Who has an address.</summary>
    public IReadOnlyCollection<CustomerId> At(ContactPoint point) => _pages.TryGetValue(Key(point), out var page) ? page.Customers : [];

    /// <summary>Notes a refusal, and gives it as it counts: not before any agreement that it stands against.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="isNew">Whether it was not known yet, so that everybody at the address is to learn of it.</param>
    /// <exception cref="InvalidOperationException">There are too many statements about the address.</exception>
    public Spoken Refuse(Spoken refusal, out bool isNew)
    {
        var page = Open(refusal.Point);
        var counts = refusal.Meaning == StatementMeaning.Objection
            ? refusal
            : refusal with { At = page.Agreements.Where(refusal.Overlaps).Select(agreement => agreement.At).Append(refusal.At).Max() };
        isNew = page.Refusals.Add(counts);
        Check(page);
        return counts;
    }

    /// <summary>Notes an agreement, and gives the refusals that stand against it, as they count.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <exception cref="InvalidOperationException">There are too many statements about the address.</exception>
    public IReadOnlyList<Spoken> Agree(Spoken agreement)
    {
        var page = Open(agreement.Point);
        page.Agreements.Add(agreement);
        Check(page);
        var against = page.Refusals
            .Where(refusal => refusal.Meaning == StatementMeaning.OptOut && refusal.Overlaps(agreement))
            .Select(refusal => refusal.At < agreement.At ? refusal with { At = agreement.At } : refusal)
            .ToList();
        page.Refusals.UnionWith(against);
        return against;
    }

    private static void Check(Page page)
    {
        // Each statement is held against every other one: without a limit, one address could take all the time there is.
        if (page.Refusals.Count + page.Agreements.Count > MaxStatements)
        {
            throw new InvalidOperationException($"There are more than {MaxStatements} statements about one address.");
        }
    }

    private Page Open(ContactPoint point)
    {
        ref var page = ref CollectionsMarshal.GetValueRefOrAddDefault(_pages, Key(point), out _);
        return page ??= new Page();
    }

    private static UInt128 Key(ContactPoint point)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(int)point.Channel}\n{point.FoldedAddress}")), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private sealed class Page
    {
        public HashSet<CustomerId> Customers { get; } = [];

        public HashSet<Spoken> Refusals { get; } = [];

        public HashSet<Spoken> Agreements { get; } = [];
    }
}
