namespace CrmKit.Churn;

/// <summary>One coefficient of a regression.</summary>
/// <param name="Name">The column's name, or <c>intercept</c>.</param>
/// <param name="Estimate">The estimate, finite: 0 where <see cref="CoefficientStatus.Aliased"/>, a value far enough out where the likelihood has its supremum at infinity.</param>
/// <param name="StandardError">The standard error; <c>null</c> unless <see cref="CoefficientStatus.Estimated"/>.</param>
/// <param name="Status">What became of it.</param>
public sealed record Coefficient(string Name, double Estimate, double? StandardError, CoefficientStatus Status);
