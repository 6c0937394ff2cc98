namespace CrmKit.Import;

/// <summary>Why a row of a vendor's file gave nothing.</summary>
public enum PassedOver
{
    /// <summary>It gave something.</summary>
    No = 0,

    /// <summary>The row repeats an earlier one.</summary>
    Repeated,

    /// <summary>The row neither permits nor refuses anything.</summary>
    SaysNothing,

    /// <summary>It permits contact at an address that no known customer has; an agreement belongs to a person.</summary>
    NobodyThere,

    /// <summary>The address is of a channel that there is no such thing as here, or it is none at all and unreadable addresses are to be passed over.</summary>
    NoAddress,

    /// <summary>The deal is not won.</summary>
    NotWon,

    /// <summary>The deal names no customer, or an address that is several customers'.</summary>
    NoCustomer,
}
