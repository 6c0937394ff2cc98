using CrmKit.LifetimeValue;

namespace CrmKit.Tool;

/// <summary>Models fitted to one file, those of each kind in the order of BIC.</summary>
internal sealed record SelectOutput(IReadOnlyList<SelectedModel> Models)
{
    public static SelectOutput From(IEnumerable<SavedFit> fits) => new(
        [.. fits.Select(SelectedModel.From).OrderBy(model => model.Of, StringComparer.Ordinal).ThenBy(model => model.Bic)]);
}
