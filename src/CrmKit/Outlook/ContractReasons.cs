namespace CrmKit;

/// <summary>The codes of the reasons that an early warning over contracts gives, with the arguments of <see cref="WarningReasons"/>. They are stored, so that they never change their meaning.</summary>
public static class ContractReasons
{
    /// <summary>How long the customer has been one. Arguments: feature, value (natural logarithm of 1 + months), term.</summary>
    public const string Tenure = WarningReasons.Prefix + "contract-tenure";

    /// <summary>What the customer pays. Arguments: feature, value (natural logarithm of the monthly amount), term.</summary>
    public const string Revenue = WarningReasons.Prefix + "contract-revenue";

    /// <summary>Whether the customer pays less than three months ago. Arguments: feature, value (1 or 0), term.</summary>
    public const string Shrunk = WarningReasons.Prefix + "contract-shrunk";

    /// <summary>Whether the customer pays more than three months ago. Arguments: feature, value (1 or 0), term.</summary>
    public const string Grown = WarningReasons.Prefix + "contract-grown";

    /// <summary>Whether the customer has left before and come back. Arguments: feature, value (1 or 0), term.</summary>
    public const string Returned = WarningReasons.Prefix + "contract-returned";

    /// <summary>Whether the contract rests. Arguments: feature, value (1 or 0), term.</summary>
    public const string Paused = WarningReasons.Prefix + "contract-paused";
}
