namespace CrmKit.Import;

/// <summary>Why a row of a file was set aside. <see cref="RejectReasons.Code"/> gives the stable text.</summary>
public enum RejectReason
{
    /// <summary>A quote is left open, stands inside an unquoted field, or has text after it.</summary>
    Quotes = 1,

    /// <summary>The record has more or fewer fields than the header line.</summary>
    Fields,

    /// <summary>The record is no UTF-8 text.</summary>
    Encoding,

    /// <summary>The record or one of its fields is too long.</summary>
    Size,

    /// <summary>The customer's id is missing.</summary>
    CustomerMissing,

    /// <summary>The customer's id is unusable: too long, or with control characters or white space around it.</summary>
    Customer,

    /// <summary>The date or time is not one in the stated form.</summary>
    Date,

    /// <summary>A number is not one in the stated form.</summary>
    Number,

    /// <summary>The amount needs more digits than are kept exactly, or is too large.</summary>
    Amount,

    /// <summary>The amount is below zero and nothing marks a return.</summary>
    NegativeAmount,

    /// <summary>The amount of a return has the wrong sign.</summary>
    ReturnSign,

    /// <summary>A return gives nothing back.</summary>
    EmptyReturn,

    /// <summary>The currency is another than the stated one.</summary>
    Currency,

    /// <summary>The key is missing.</summary>
    KeyMissing,

    /// <summary>The key, or the key of a return's purchase, is unusable: too long, or with control characters or white space around it.</summary>
    Key,

    /// <summary>Another row states the key with other content.</summary>
    DuplicateKey,

    /// <summary>Something else is recorded under the key, where the file's events go.</summary>
    KnownKey,

    /// <summary>The lines of the invoice name different customers.</summary>
    MixedCustomers,

    /// <summary>The lines of the invoice name different days.</summary>
    MixedDays,

    /// <summary>Some lines of the invoice are marked as returns and others are not.</summary>
    MixedReturns,

    /// <summary>The lines of a return name different purchases.</summary>
    MixedPurchases,

    /// <summary>The row is in order, but another line of its invoice, or another row with its key, is not.</summary>
    OtherLine,

    /// <summary>A column is empty that the row's type or state needs.</summary>
    Missing,

    /// <summary>A column is filled that the row's type does not use, so that its content would be lost.</summary>
    Unused,

    /// <summary>The value is none of those that the column may hold.</summary>
    Unknown,

    /// <summary>The text is too long, or holds control characters where it must not.</summary>
    Text,

    /// <summary>The address does not fit its channel.</summary>
    Address,

    /// <summary>A field of a customer or an event is not what its column holds, or a property of a card not what it is.</summary>
    Field,
}
