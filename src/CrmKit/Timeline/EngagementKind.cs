namespace CrmKit;

/// <summary>How a customer showed an interest without saying anything.</summary>
public enum EngagementKind
{
    /// <summary>Opened a message. Mail programs open messages on their own: a weak sign, and no answer.</summary>
    Opened = 1,

    /// <summary>Followed a link in a message.</summary>
    Clicked,

    /// <summary>Came by: to the shop, the workshop or the site.</summary>
    Visited,
}
