namespace CrmKit.Cadence;

/// <summary>What a question follows.</summary>
public enum SurveyOccasion
{
    /// <summary>A purchase, or a service where items are named.</summary>
    Purchase = 1,

    /// <summary>The settlement of a complaint.</summary>
    ComplaintSettled,

    /// <summary>Nothing but time: some of the people who ever bought are asked in each period.</summary>
    Period,
}
