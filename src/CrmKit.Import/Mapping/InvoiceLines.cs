namespace CrmKit.Import;

/// <summary>What several rows with one key are.</summary>
public enum InvoiceLines
{
    /// <summary>One event a row: a second row with a known key repeats the first to the letter, or is a fault.</summary>
    One = 1,

    /// <summary>The lines of one invoice: of one customer and one day, added up to one event at the time of the first.</summary>
    Sum,
}
