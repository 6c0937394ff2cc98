namespace SeasonalWorkshop;

/// <summary>What an offer to a customer will bring: drawn once, the same in whichever week the offer is made, and never shown to who decides the week.</summary>
/// <param name="Minutes">Minutes of work; 0 where the customer does not come.</param>
/// <param name="DelayDays">Days from the offer to the work.</param>
internal readonly record struct Answer(int Minutes, int DelayDays);
