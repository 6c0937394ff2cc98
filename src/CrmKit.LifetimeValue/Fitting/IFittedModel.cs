namespace CrmKit.LifetimeValue;

/// <summary>A model with parameters that data can be fitted to. Immutable and thread-safe.</summary>
public interface IFittedModel
{
    /// <summary>The model's name in files and on the command line, for example <c>bg-nbd</c>.</summary>
    string Name { get; }

    /// <summary>The parameters by the names of the literature, in its order.</summary>
    ImmutableArray<ModelParameter> Parameters { get; }
}
