namespace CrmKit;

/// <summary>One promise and what has become of it.</summary>
/// <param name="Promise">The promise.</param>
/// <param name="State">What has become of it.</param>
/// <param name="KeptAt">When it was kept; <c>null</c> where it was not.</param>
public sealed record PromiseStanding(Promise Promise, PromiseState State, Instant? KeptAt);
