namespace CrmKit.LifetimeValue;

/// <summary>Days of every year, both ends included, for example 1 November to 31 March.</summary>
/// <param name="First">The first day. Where it lies after the last one, the season spans the turn of the year.</param>
/// <param name="Last">The last day. 29 February is 28 February in common years, at either end.</param>
public readonly record struct AnnualSeason(AnnualDate First, AnnualDate Last);
