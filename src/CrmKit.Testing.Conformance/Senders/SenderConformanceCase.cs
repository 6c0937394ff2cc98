namespace CrmKit.Testing.Conformance;

/// <summary>One promise of a sender, as a test that any framework can run.</summary>
/// <param name="Name">What is promised, as Subject_condition_outcome.</param>
/// <param name="Run">Throws <see cref="ConformanceException"/> where the promise is broken.</param>
public sealed record SenderConformanceCase(string Name, Func<SenderUnderTest, CancellationToken, Task> Run)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
