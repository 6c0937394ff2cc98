using System.Text;

namespace CrmKit.Tests.Tools;

/// <summary>
/// Writes a file of invoice lines in the manner of public web-shop exports, dirt included, and knows what a faithful import makes of it. The same number of rows
/// and the same seed give the same bytes. As a script: <c>dotnet run tests/tools/DirtyInvoices.cs -- 500000 17 dirty.csv</c>.
/// </summary>
public sealed class DirtyInvoices
{
    /// <summary>What a reader has to be told of the file.</summary>
    public const string Map = "customer=CustomerID,date=InvoiceDate:yyyy-MM-dd HH:mm:ss,amount=Quantity*UnitPrice,key=InvoiceNo,return-prefix=C";

    private const string Header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
    private const int MaxLines = 40;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly DateTime Begin = new(2010, 12, 1, 8, 0, 0, DateTimeKind.Unspecified);

    // As they stand in the file, quoted where they must be.
    private static readonly string[] Descriptions =
    [
        "WHITE HANGING HEART T-LIGHT HOLDER", "\"BOX, 12 PENCILS, TALL TUBE\"", "\"SIGN \"\"HOME SWEET HOME\"\"\"", "", "POSTAGE", "\"TWO\nLINES\"", "\"THREE\r\n\r\nLINES\"",
        "CRÈME BRÛLÉE SET", "שעון קיר", "\"\"", "DOTCOM 'POSTAGE'", "=1+1", "@SUM(A1)", "-10", "ＦＵＬＬ ＷＩＤＴＨ", "zero\u200Bwidth", "? sold as set/6",
    ];

    private static readonly string[] Plain = ["JUMBO BAG RED RETROSPOT", "REGENCY CAKESTAND 3 TIER", "PARTY BUNTING", "LUNCH BAG BLACK SKULL."];

    private readonly Dictionary<string, InvoiceOutcome> _events = [];
    private readonly SortedDictionary<string, int> _setAside = new(StringComparer.Ordinal);
    private readonly int _rows;
    private readonly Queue<byte[]> _late = new();
    private ulong _state;
    private int _written;
    private int _number = 536365;
    private DateTime _clock = Begin;

    /// <summary>A file of so many rows, the header line aside.</summary>
    public DirtyInvoices(int rows, ulong seed)
    {
        _rows = rows;
        _state = seed;
    }

    /// <summary>The events of the file by key; the amounts of returns, whose keys begin with C, are what was given back.</summary>
    public IReadOnlyDictionary<string, InvoiceOutcome> Events => _events;

    /// <summary>Records set aside, by the code of the reason.</summary>
    public IReadOnlyDictionary<string, int> SetAside => _setAside;

    /// <summary>Records of the file: rows, less those that an open quote swallowed.</summary>
    public int Records { get; private set; }

    /// <summary>Records that are part of an event.</summary>
    public int Taken { get; private set; }

    /// <summary>Invoices of which nothing is taken, but for those whose number stands in no readable record.</summary>
    public int InvoicesSetAside { get; private set; }

    private int Left => _rows - _written - _late.Count;

    /// <summary>Writes the file; once.</summary>
    public void Write(Stream stream)
    {
        stream.Write([0xEF, 0xBB, 0xBF]);
        stream.Write(Utf8.GetBytes(Header + "\r\n"));
        while (Left > 0)
        {
            foreach (var line in Invoice())
            {
                stream.Write(line);
                _written++;
            }

            // Some lines come late, after those of another invoice.
            while (_late.Count > 0 && (Left <= 0 || Next(3) == 0))
            {
                stream.Write(_late.Dequeue());
                _written++;
            }
        }

        while (_late.Count > 0)
        {
            stream.Write(_late.Dequeue());
            _written++;
        }
    }

    private List<byte[]> Invoice()
    {
        _clock = _clock.AddSeconds(1 + Next(900));
        var key = (_number++).ToString(CultureInfo.InvariantCulture);
        var customer = (12346 + Next(4500)).ToString(CultureInfo.InvariantCulture);
        var rows = Rows(key, customer, Math.Min(Left, Lines()));
        var kind = Next(1000);
        return kind switch
        {
            < 820 => Good(rows),
            < 880 => Cancelled(rows),
            < 890 => CreditNote(rows[0]),
            < 930 => Whole(rows, "customer-missing", row => row.Customer = ""),
            < 934 => Whole(rows, "customer-missing", row => row.Customer = "  "),
            < 940 => Whole(rows, "negative-amount", row => row.Quantity = -1 - Math.Abs(row.Quantity), row => row.Cents == 0),
            < 944 => Whole(rows, "return-sign", row => row.Key = "C" + row.Key, row => row.Cents == 0),
            < 948 => Whole(rows, "empty-return", row => (row.Key, row.Cents, row.Quantity) = ("C" + row.Key, 0, -row.Quantity)),
            < 950 => Whole([rows[0]], "key-missing", row => row.Key = "", isKey: false),
            _ => Bad(rows, kind - 950),
        };
    }

    private List<byte[]> Bad(List<Row> rows, int kind)
    {
        var bad = Next(rows.Count);
        var row = rows[bad];
        switch (kind)
        {
            case < 4: row.Customer = ""; return One(rows, "customer-missing");
            case < 6: row.Customer += " "; return One(rows, "customer");
            case < 8: row.Key += " "; return One(rows, "key", isKey: rows.Count > 1);
            case < 11: row.Date = Text(row.Time, "dd/MM/yyyy HH:mm"); return One(rows, "date");
            case < 13: row.Date = Text(row.Time, "yyyy-MM-dd"); return One(rows, "date");
            case < 18: return Swapped(rows, row);
            case < 21: row.Price = "\"1,234.50\""; return One(rows, "number");
            case < 24: row.Price = "£" + row.Price; return One(rows, "number");
            case < 26: row.Price += " "; return One(rows, "number");
            case < 28: row.Count = Pick("", "abc", "1e3", "+4", "(4)", "4-", "٤", "NaN"); return One(rows, "number");
            case < 30: row.Price = "0.1234567890123456789012345678"; row.Count = "7001"; return One(rows, "amount");
            case < 33: row.Description = "BOX, UNQUOTED"; return One(rows, "fields", isKey: rows.Count > 1);
            case < 35: row.Cut = true; return One(rows, "fields", isKey: rows.Count > 1);
            case < 38: row.Description = "5\" DISC"; return One(rows, "quotes", isKey: rows.Count > 1);
            case < 40: row.Description = "\"DISC\" 5"; return One(rows, "quotes", isKey: rows.Count > 1);
            case < 43: row.Description = "CAF\u00C9"; row.IsLatin = true; return One(rows, "encoding", isKey: rows.Count > 1);
            case < 46: return rows.Count < 2 ? Good(rows) : Mixed(rows, "mixed-customers", last => last.Customer = "1" + last.Customer);
            case < 48: return rows.Count < 2 ? Good(rows) : Mixed(rows, "mixed-days", last => last.Time = last.Time.AddDays(1));
            default: return rows.Count < 4 ? Good(rows) : OpenQuote(rows);
        }

        List<byte[]> One(List<Row> all, string reason, bool isKey = true)
        {
            Aside(reason, 1);
            Aside("other-line", all.Count - 1);
            InvoicesSetAside += isKey ? 1 : 0;
            return Bytes(all);
        }
    }

    /// <summary>Every line is in order: the sum of the lines is the purchase.</summary>
    private List<byte[]> Good(List<Row> rows)
    {
        if (rows.Count > 2 && Next(20) == 0)
        {
            // A discount, smaller than the rest.
            rows.Add(rows[0].With(-1, Math.Min(100, (int)rows.Sum(row => row.Amount))));
            if (Left < rows.Count)
            {
                rows.RemoveAt(rows.Count - 1);
            }
        }

        return Take(rows, rows.Sum(row => row.Amount) / 100m);
    }

    private List<byte[]> Cancelled(List<Row> rows)
    {
        foreach (var row in rows)
        {
            row.Key = "C" + row.Key;
            row.Quantity = -row.Quantity;
            row.Cents = Math.Max(row.Cents, 1);
        }

        return Take(rows, -rows.Sum(row => row.Amount) / 100m);
    }

    private List<byte[]> CreditNote(Row row)
    {
        (row.Key, row.Description, row.Quantity, row.Cents) = ("C" + row.Key, "\"Credit note, \"\"goodwill\"\"\"", -1, 100 + Next(100_000));
        return Take([row], row.Cents / 100m);
    }

    /// <summary>Day and month in each other's place: no date at all where the day is above twelve, another day where it is not.</summary>
    private List<byte[]> Swapped(List<Row> rows, Row row)
    {
        if (row.Time.Day == row.Time.Month || (row.Time.Day <= 12 && rows.Count < 2))
        {
            return Good(rows);
        }

        row.Date = Text(row.Time, "yyyy-dd-MM HH:mm:ss");
        var isDate = row.Time.Day <= 12;
        Aside(isDate ? "mixed-days" : "date", isDate ? rows.Count : 1);
        Aside("other-line", isDate ? 0 : rows.Count - 1);
        InvoicesSetAside++;
        return Bytes(rows);
    }

    private List<byte[]> Mixed(List<Row> rows, string reason, Action<Row> change)
    {
        change(rows[^1]);
        Aside(reason, rows.Count);
        InvoicesSetAside++;
        return Bytes(rows);
    }

    private List<byte[]> Whole(List<Row> rows, string reason, Action<Row> change, Predicate<Row>? leaveOut = null, bool isKey = true)
    {
        rows.RemoveAll(row => leaveOut?.Invoke(row) == true && rows.Count > 1);
        foreach (var row in rows)
        {
            row.Cents = leaveOut is null ? row.Cents : Math.Max(row.Cents, 1);
            change(row);
        }

        Aside(reason, rows.Count);
        InvoicesSetAside += isKey ? 1 : 0;
        return Bytes(rows);
    }

    /// <summary>A quote that is never closed runs to the next one, three lines on: one record, which swallowed two others.</summary>
    private List<byte[]> OpenQuote(List<Row> rows)
    {
        foreach (var row in rows)
        {
            row.Description = Plain[0];
        }

        rows[0].Description = "\"BOX";
        rows[2].Description = "\"BOX, 12 PENCILS\"";
        Aside("quotes", 1);
        Aside("other-line", rows.Count - 3);
        InvoicesSetAside += rows.Count > 3 ? 1 : 0;
        return rows.ConvertAll(row => row.ToBytes("\r\n"));
    }

    private List<byte[]> Take(List<Row> rows, decimal amount)
    {
        _events.Add(rows[0].Key, new InvoiceOutcome(rows[0].Customer, rows[0].Time, amount));
        Records += rows.Count;
        Taken += rows.Count;
        return Bytes(rows);
    }

    private void Aside(string reason, int records)
    {
        Records += records;
        if (records > 0)
        {
            _setAside[reason] = _setAside.GetValueOrDefault(reason) + records;
        }
    }

    private List<byte[]> Bytes(List<Row> rows)
    {
        var lines = rows.ConvertAll(row => row.ToBytes(Next(10) == 0 ? "\n" : "\r\n"));
        if (lines.Count > 1 && Next(25) == 0)
        {
            _late.Enqueue(lines[^1]);
            lines.RemoveAt(lines.Count - 1);
        }

        return lines;
    }

    private List<Row> Rows(string key, string customer, int count)
    {
        var rows = new List<Row>();
        for (var i = 0; i < count; i++)
        {
            // Now and then a line stands twice: two of the same thing.
            rows.Add(i > 0 && Next(40) == 0 ? rows[^1].With(rows[^1].Quantity, rows[^1].Cents) : new Row
            {
                Key = key,
                Customer = customer,
                Time = _clock,
                Description = Next(3) == 0 ? Pick(Descriptions) : Pick(Plain),
                Quantity = 1 + Next(Next(10) == 0 ? 500 : 24),
                Cents = Next(100) == 0 ? 0 : 1 + Next(2000),
                StockCode = (10000 + Next(80000)).ToString(CultureInfo.InvariantCulture) + Pick("", "A", "B"),
            });
        }

        return rows;
    }

    private int Lines() => Next(5) == 0 ? 1 : 1 + Next(MaxLines);

    private string Pick(params string[] texts) => texts[Next(texts.Length)];

    private static string Text(DateTime time, string form) => time.ToString(form, CultureInfo.InvariantCulture);

    /// <summary>SplitMix64 (Steele, Lea and Flood, 2014): the same numbers in every version of the framework.</summary>
    private int Next(int bound)
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)(((z ^ (z >> 31)) >> 33) % (ulong)bound);
    }

    private sealed class Row
    {
        public string Key { get; set; } = "";

        public string StockCode { get; init; } = "";

        public string Description { get; set; } = "";

        public int Quantity { get; set; }

        public int Cents { get; set; }

        public DateTime Time { get; set; }

        public string Customer { get; set; } = "";

        /// <summary>Texts that stand in the place of the values.</summary>
        public string? Date { get; set; }

        public string? Count { get; set; }

        public string? Price { get => field ?? Text(Cents); set; }

        public bool Cut { get; set; }

        public bool IsLatin { get; set; }

        public long Amount => (long)Quantity * Cents;

        public Row With(int quantity, int cents) => new()
        {
            Key = Key, StockCode = StockCode, Description = Description, Quantity = quantity, Cents = cents, Time = Time, Customer = Customer,
        };

        public byte[] ToBytes(string lineBreak)
        {
            var date = Date ?? DirtyInvoices.Text(Time, "yyyy-MM-dd HH:mm:ss");
            var line = Cut
                ? $"{Key},{StockCode},{Description}{lineBreak}"
                : $"{Key},{StockCode},{Description},{Count ?? Quantity.ToString(CultureInfo.InvariantCulture)},{date},{Price},{Customer},United Kingdom{lineBreak}";
            return (IsLatin ? Encoding.Latin1 : Utf8).GetBytes(line);
        }

        private static string Text(int cents) => (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture);
    }
}

/// <summary>What an invoice comes to.</summary>
public sealed record InvoiceOutcome(string Customer, DateTime Time, decimal Amount);

#if SCRIPT
/// <summary>The script: rows, seed, file.</summary>
internal static class DirtyInvoicesScript
{
    private static int Main(string[] args)
    {
        if (args.Length != 3 || !int.TryParse(args[0], CultureInfo.InvariantCulture, out var rows) || !ulong.TryParse(args[1], CultureInfo.InvariantCulture, out var seed))
        {
            Console.Error.WriteLine("Usage: dotnet run tests/tools/DirtyInvoices.cs -- ROWS SEED FILE");
            return 2;
        }

        var invoices = new DirtyInvoices(rows, seed);
        using (var file = new FileStream(args[2], FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20))
        {
            invoices.Write(file);
        }

        var returns = invoices.Events.Where(e => e.Key.StartsWith('C')).Sum(e => e.Value.Amount);
        Console.WriteLine($"--map \"{DirtyInvoices.Map}\"");
        Console.WriteLine(FormattableString.Invariant($"{invoices.Records} records, {invoices.Taken} taken"));
        Console.WriteLine(FormattableString.Invariant($"{invoices.Events.Keys.Count(key => key[0] != 'C')} purchases of {invoices.Events.Sum(e => e.Value.Amount) - returns}"));
        Console.WriteLine(FormattableString.Invariant($"{invoices.Events.Keys.Count(key => key[0] == 'C')} returns of {returns}"));
        foreach (var (reason, records) in invoices.SetAside)
        {
            Console.WriteLine(FormattableString.Invariant($"{records} set aside: {reason}"));
        }

        return 0;
    }
}
#endif
