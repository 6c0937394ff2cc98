namespace CrmKit;

/// <summary>What is known of a contact point itself, whoever may use it for what.</summary>
public enum ContactPointStatus
{
    /// <summary>It works, as far as is known.</summary>
    Active = 1,

    /// <summary>Nobody has heard back from it yet.</summary>
    Unverified,

    /// <summary>Messages came back lately, and may get through again.</summary>
    Bouncing,

    /// <summary>Nothing gets through any more.</summary>
    Dead,

    /// <summary>The person does not use it any more.</summary>
    Retired,
}
