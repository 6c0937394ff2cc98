namespace CrmKit;

/// <summary>The codes of the reasons that an early warning gives. They are stored, so that they never change their meaning.</summary>
/// <remarks>
/// Those of a feature have the arguments feature, value and term: the feature's name, its value in its own unit, and by how much it raises the log-odds of leaving (below
/// 0 where it lowers them). Base and terms of a customer add up to the log-odds.
/// </remarks>
public static class WarningReasons
{
    /// <summary>How every code of an early warning begins; a program's own do well to begin so too.</summary>
    public const string Prefix = "warning.";

    /// <summary>How overdue the customer is by its own rhythm. Arguments: feature, value (chance that such a customer would have bought by now), term.</summary>
    public const string Overdue = "warning.overdue";

    /// <summary>How the spend moved. Arguments: feature, value (natural logarithm of the ratio of the last window to the one before), term.</summary>
    public const string SpendTrend = "warning.spend-trend";

    /// <summary>Whether a complaint is open. Arguments: feature, value (1 open, 0 none), term.</summary>
    public const string OpenComplaint = "warning.open-complaint";

    /// <summary>How far satisfaction fell. Arguments: feature, value (share of the scale, below 0 where it rose), term.</summary>
    public const string SatisfactionFall = "warning.satisfaction-fall";

    /// <summary>How long the customer has been silent. Arguments: feature, value (natural logarithm of the silence over the usual gap), term.</summary>
    public const string Silence = "warning.silence";

    /// <summary>Payments that failed. Arguments: feature, value (count), term.</summary>
    public const string FailedPayments = "warning.failed-payments";

    /// <summary>Contacts that nothing came back to. Arguments: feature, value (count), term.</summary>
    public const string Unanswered = "warning.unanswered";

    /// <summary>The chance that the customer is still one. Arguments: feature, value (log-odds), term.</summary>
    public const string Alive = "warning.alive";

    /// <summary>A feature of the program's own. Arguments: feature, value, term.</summary>
    public const string Own = "warning.own";

    /// <summary>A feature that is not known of this customer. Arguments: feature, term.</summary>
    public const string Unknown = "warning.unknown";

    /// <summary>Where a customer begins of whom nothing speaks for or against. Arguments: rate.</summary>
    public const string Base = "warning.base";

    /// <summary>No customer has told yet who leaves: the weights are beliefs. No arguments.</summary>
    public const string Beliefs = "warning.beliefs";

    /// <summary>The model told less than a plain rule, so that the rule is used. Arguments: model-brier, rule-brier (Brier scores on what was not learned from).</summary>
    public const string Naive = "warning.naive";
}
