namespace CrmKit.Scheduling;

/// <summary>A touch that may be made once inside its window; its value falls by a fixed amount a day on both sides of a peak.</summary>
/// <param name="Reason">Index of the reason.</param>
/// <param name="First">First day, -10,000 to 10,000; days outside the horizon do not count.</param>
/// <param name="Last">Last day, not before the first.</param>
/// <param name="Peak">The day of the highest value, -10,000 to 10,000.</param>
/// <param name="Base">Value on that day through a channel of rate 1000, minor units, 0 to 1,000,000,000.</param>
/// <param name="Slope">Value lost for every day away from the peak, minor units, 0 to 1,000,000,000.</param>
/// <param name="CallMinutes">Minutes of staff that a call takes, 0 to 10,000.</param>
/// <param name="WorkMinutes">Minutes of work that the contact brings, 0 to 100,000.</param>
public readonly record struct PossibleTouch(int Reason, int First, int Last, int Peak, int Base, int Slope, int CallMinutes, int WorkMinutes);
