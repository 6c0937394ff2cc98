using System.Runtime.InteropServices;

namespace CrmKit.Import;

/// <summary>Puts lines with one key together. A key with a bad line is bad as a whole: a part of it would be silently wrong. Not thread-safe.</summary>
internal sealed class InvoiceTable(PurchaseMap map, ReturnRule rule)
{
    private readonly Dictionary<UInt128, Invoice> _invoices = [];

    /// <summary>Adds a line.</summary>
    /// <param name="line">The line, with a key.</param>
    /// <param name="number">Its number.</param>
    /// <returns>Why the line does not go with the earlier ones, or 0.</returns>
    public RejectReason Add(in PurchaseLine line, long number)
    {
        ref var invoice = ref Get(line.Key);
        if (invoice.FirstLine == 0)
        {
            invoice.FirstLine = number;
            invoice.Customer = line.Customer;
            invoice.Purchase = line.Purchase;
            invoice.Sum = line.Amount;
            invoice.Day = line.When.Day;
            invoice.At = line.When.At;
            invoice.IsReturn = line.IsReturn;
            invoice.Items = line.Items;
            invoice.HasNegative = line.Amount < 0;
            return default;
        }

        var conflict = map.Lines == InvoiceLines.Sum ? Join(ref invoice, line) : Repeats(invoice, line) ? default : RejectReason.DuplicateKey;
        if (conflict != default)
        {
            Mark(ref invoice, conflict, number);
        }

        return conflict;
    }

    /// <summary>The first line of a key.</summary>
    public long FirstLineOf(UInt128 key) => Find(key).FirstLine;

    /// <summary>Marks a key as one with a bad line.</summary>
    /// <param name="key">The key.</param>
    /// <param name="number">The bad line's number.</param>
    public void Spoil(UInt128 key, long number) => Mark(ref Get(key), RejectReason.OtherLine, number);

    /// <summary>Marks a key under which something else is recorded.</summary>
    public void Refuse(UInt128 key)
    {
        ref var invoice = ref CollectionsMarshal.GetValueRefOrNullRef(_invoices, key);
        if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref invoice))
        {
            Mark(ref invoice, RejectReason.KnownKey, invoice.FirstLine);
        }
    }

    /// <summary>Judges the sums, once all lines are there.</summary>
    /// <param name="fault">What is wrong with the first bad one.</param>
    /// <param name="line">Its first line.</param>
    /// <returns>Whether all of them are in order.</returns>
    public bool Judge(out RowFault fault, out long line)
    {
        fault = default;
        line = long.MaxValue;
        foreach (var key in _invoices.Keys)
        {
            ref var invoice = ref CollectionsMarshal.GetValueRefOrNullRef(_invoices, key);
            if (invoice.Fault == default && !rule.TryTake(invoice.Sum, invoice.IsReturn, invoice.HasNegative, out _, out var wrong))
            {
                Mark(ref invoice, wrong.Reason, invoice.FirstLine);
                if (invoice.FirstLine < line)
                {
                    (fault, line) = (wrong, invoice.FirstLine);
                }
            }
        }

        return line == long.MaxValue;
    }

    /// <summary>What became of a key.</summary>
    /// <exception cref="IOException">The key was not there in the first reading.</exception>
    public ref Invoice Find(UInt128 key)
    {
        ref var invoice = ref CollectionsMarshal.GetValueRefOrNullRef(_invoices, key);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref invoice))
        {
            throw Changed();
        }

        return ref invoice;
    }

    /// <summary>The second reading met what the first did not.</summary>
    public static IOException Changed() => new("The file changed while it was read.");

    /// <summary>The fault that a line has by the others of its key.</summary>
    /// <param name="invoice">What is known of the key, which is bad.</param>
    /// <param name="line">The line's number.</param>
    /// <param name="keyName">What faults call the key's column.</param>
    public RowFault FaultOf(in Invoice invoice, long line, string keyName) =>
        !rule.TryTake(invoice.Sum, invoice.IsReturn, invoice.HasNegative, out _, out var fault) && fault.Reason == invoice.Fault
            ? fault
            : Conflict(invoice.Fault, line == invoice.FaultLine ? invoice.FirstLine : invoice.FaultLine, keyName);

    /// <summary>What does not go together, in words.</summary>
    public static RowFault Conflict(RejectReason reason, long line, string keyName) => reason == RejectReason.KnownKey ? KeyConflicts.Fault(keyName) : new(reason, keyName, reason switch
    {
        RejectReason.MixedCustomers => $"one customer for all lines of an invoice: line {line} names another",
        RejectReason.MixedDays => $"one day for all lines of an invoice: line {line} names another",
        RejectReason.MixedReturns => $"all lines of an invoice marked as a return, or none: line {line} differs",
        RejectReason.MixedPurchases => $"one purchase for all lines of a return: line {line} names another",
        RejectReason.Amount => $"an invoice whose sum needs at most 28 digits, for it is kept exactly: line {line} needs more",
        RejectReason.DuplicateKey => $"a key of its own: line {line} has the same key with another customer, date or amount",
        _ => $"all lines of the key in order: line {line} is not",
    });

    private static void Mark(ref Invoice invoice, RejectReason reason, long number)
    {
        if (invoice.Fault == default)
        {
            invoice.Fault = reason;
            invoice.FaultLine = number;
        }
    }

    private static bool Repeats(in Invoice invoice, in PurchaseLine line) =>
        invoice.Customer == line.Customer && invoice.Purchase == line.Purchase && invoice.Sum == line.Amount && invoice.At == line.When.At
        && invoice.Day == line.When.Day && invoice.IsReturn == line.IsReturn && invoice.Items.AsSpan().SequenceEqual(line.Items.AsSpan());

    private static RejectReason Join(ref Invoice invoice, in PurchaseLine line)
    {
        var conflict = invoice.Customer != line.Customer ? RejectReason.MixedCustomers
            : invoice.Day != line.When.Day ? RejectReason.MixedDays
            : invoice.IsReturn != line.IsReturn ? RejectReason.MixedReturns
            : invoice.Purchase != line.Purchase ? RejectReason.MixedPurchases
            : default;
        if (conflict != default)
        {
            return conflict;
        }

        invoice.HasNegative |= line.Amount < 0;
        invoice.Items = ItemCodes.Together(invoice.Items, line.Items);
        return ExactDecimal.TryAdd(invoice.Sum, line.Amount, out invoice.Sum) ? default : RejectReason.Amount;
    }

    private ref Invoice Get(UInt128 key) => ref CollectionsMarshal.GetValueRefOrAddDefault(_invoices, key, out _);
}
