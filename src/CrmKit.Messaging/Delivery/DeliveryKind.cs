namespace CrmKit.Messaging;

/// <summary>What a mail that came back says about a message.</summary>
public enum DeliveryKind
{
    /// <summary>Nothing: it is no report. A person may have written it.</summary>
    NotAReport = 1,

    /// <summary>A program answered: out of office, a receipt that it was read. It says nothing of delivery.</summary>
    AutomaticReply,

    /// <summary>It arrived, or was handed on to where no more will be told.</summary>
    Delivered,

    /// <summary>It has not arrived: for now, or for a reason that says nothing final about the address.</summary>
    Soft,

    /// <summary>It did not arrive, and nothing ever will at this address.</summary>
    Hard,

    /// <summary>The person told the mail provider that it is not wanted.</summary>
    Complaint,
}
