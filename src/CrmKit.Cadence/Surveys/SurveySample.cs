using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NodaTime.Text;

namespace CrmKit.Cadence;

/// <summary>A sample of people that is drawn anew in each period and needs no list: a stable hash decides about each person alone.</summary>
/// <remarks>
/// The same on every machine and in every order. A larger share holds everybody whom a smaller one does. Of n people a share s draws s n on average, with a standard deviation of
/// the square root of n s (1 - s).
/// </remarks>
public static class SurveySample
{
    /// <summary>Whether a person is in the sample.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="customer">The person.</param>
    /// <param name="question">What is asked: questions draw independently.</param>
    /// <param name="period">First day of the period: periods draw independently.</param>
    /// <param name="share">The share, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside its range.</exception>
    public static bool Includes(long seed, CustomerId customer, string question, LocalDate period, double share)
    {
        ArgumentNullException.ThrowIfNull(question);
        return share is >= 0 and <= 1
            ? Draw(seed, customer, question, period).Share < share
            : throw new ArgumentOutOfRangeException(nameof(share), share, "A share is 0 to 1.");
    }

    /// <summary>The share of people to ask for a number of answers.</summary>
    /// <param name="answers">Answers wanted in a period, 0 or more.</param>
    /// <param name="people">People who could be asked in it, 1 or more.</param>
    /// <param name="answerRate">Share of those asked who answer, above 0 and up to 1.</param>
    /// <returns>The share that gives so many answers on average; 1 where even all people give fewer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double ShareFor(long answers, long people, double answerRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(answers);
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 1);
        return answerRate is > 0 and <= 1
            ? Math.Min(1, answers / (people * answerRate))
            : throw new ArgumentOutOfRangeException(nameof(answerRate), answerRate, "The share of answers is above 0 and up to 1.");
    }

    /// <summary>Two independent numbers of a person in a period: one from 0 to below 1, and one to spread by.</summary>
    internal static (double Share, ulong Spread) Draw(long seed, CustomerId customer, string question, LocalDate period)
    {
        var content = string.Create(CultureInfo.InvariantCulture, $"{seed}\n{question}\n{LocalDatePattern.Iso.Format(period)}\n{customer.Value}");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(content), hash);

        // The 53 bits that a double holds, so that the result stays below 1.
        var share = (BinaryPrimitives.ReadUInt64LittleEndian(hash) >> 11) * (1.0 / (1UL << 53));
        return (share, BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]));
    }
}
