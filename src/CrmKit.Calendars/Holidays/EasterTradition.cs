namespace CrmKit.Calendars;

/// <summary>Which church's Easter is meant.</summary>
public enum EasterTradition
{
    /// <summary>Gregorian computus: Catholic and Protestant churches.</summary>
    Western = 1,

    /// <summary>Julian computus: most Orthodox churches.</summary>
    Orthodox,
}
