using System.Security.Cryptography;
using System.Text;

namespace CrmKit.Testing;

/// <summary>Invents people for demonstrations and tests. Every name, birthday and consent is synthetic; every address is at example.com.</summary>
/// <remarks>A person depends on the seed and the id alone. Thread-safe.</remarks>
/// <param name="seed">Another seed gives other people.</param>
public sealed class SyntheticCustomers(ulong seed)
{
    private static readonly ImmutableArray<string> GivenNames =
    [
        "Ada", "Alma", "Amir", "Anton", "Aria", "Basil", "Bela", "Bruno", "Cara", "Celia", "Cosmo", "Dara", "Edda", "Elio", "Emil", "Enya", "Fabian", "Fleur",
        "Gemma", "Hanna", "Hugo", "Ilse", "Imre", "Ines", "Jana", "Jonas", "Juno", "Kaito", "Kira", "Lars", "Leni", "Linus", "Lora", "Luca", "Mara", "Milo",
        "Mina", "Nadia", "Nils", "Nora", "Odin", "Olga", "Otis", "Pia", "Quinn", "Rafael", "Remy", "Rosa", "Sami", "Selma", "Silas", "Tara", "Theo", "Uma",
        "Vera", "Viggo", "Wanda", "Yara", "Yuri", "Zoe",
    ];

    private static readonly ImmutableArray<string> FamilyNames =
    [
        "Abendroth", "Ashgrove", "Birkwood", "Blackmere", "Brightwell", "Calderon", "Copperfield", "Dawnley", "Eastbrook", "Elmsworth", "Fairweather", "Fernhill",
        "Foxglove", "Gladwyn", "Goldacre", "Greenhalgh", "Hartwell", "Hawksmoor", "Hollybank", "Ironside", "Juniper", "Kestrel", "Kingsley", "Larkspur",
        "Lindqvist", "Longfellow", "Marigold", "Merriweather", "Moorland", "Nightingale", "Oakridge", "Overhill", "Pemberton", "Quillfeather", "Ravenscar",
        "Redfern", "Rosewood", "Sandhurst", "Silverton", "Stonebridge", "Summerfield", "Thistle", "Thornbury", "Underhill", "Vintner", "Westbrook",
        "Whitlock", "Wildwood", "Winterbourne", "Yarrow",
    ];

    private static readonly ImmutableArray<(string Zone, int Percent)> Zones =
    [
        ("America/New_York", 42), ("America/Chicago", 20), ("America/Denver", 7), ("America/Los_Angeles", 15), ("Pacific/Honolulu", 1),
        ("Europe/London", 5), ("Europe/Berlin", 5), ("Asia/Tokyo", 3), ("", 2),
    ];

    /// <summary>The person of an id.</summary>
    /// <param name="id">The id.</param>
    public SyntheticCustomer Of(CustomerId id)
    {
        var draw = new Draws(seed, id);
        var given = GivenNames[draw.Below(GivenNames.Length)];
        var family = FamilyNames[draw.Below(FamilyNames.Length)];
        var zone = Weighted(draw.Below(100));

        // Day 60 of a leap year is 29 February: it comes as often as any other day.
        var birthday = new LocalDate(2000, 1, 1).PlusDays(draw.Below(366));
        return new SyntheticCustomer
        {
            Id = id,
            Name = $"{given} {family}",

            // Two in a hundred never told the name to greet them by: their messages are held, not sent with a blank.
            GivenName = draw.Below(100) < 2 ? null : given,
            Email = $"{given}.{family}.{id.Value}@example.com".ToLowerInvariant(),
            ZoneId = zone.Length == 0 ? null : zone,
            Birthday = draw.Below(100) < 10 ? null : new AnnualDate(birthday.Month, birthday.Day),
            Marketing = Said(draw.Below(100), optIn: 70, optOut: 10),
            Greetings = Said(draw.Below(100), optIn: 75, optOut: 5),
            SaidOn = new LocalDate(1997, 4, 1).PlusDays(draw.Below(180)),
        };
    }

    private static string Weighted(int percentile)
    {
        foreach (var (zone, percent) in Zones)
        {
            if (percentile < percent)
            {
                return zone;
            }

            percentile -= percent;
        }

        return Zones[0].Zone;
    }

    private static ConsentState? Said(int percentile, int optIn, int optOut) =>
        percentile < optIn ? ConsentState.OptIn : percentile < optIn + optOut ? ConsentState.OptOut : null;

    /// <summary>Uniform draws from a hash of seed and id: the same on every machine and runtime.</summary>
    private sealed class Draws(ulong seed, CustomerId id)
    {
        private int _round;

        public int Below(int bound)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{seed}\n{id.Value}\n{_round++}");
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));

            // Lemire's multiply-shift over 32 bits: the bias is below one in ten million for these bounds.
            return (int)(((ulong)System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(hash) * (ulong)bound) >> 32);
        }
    }
}
