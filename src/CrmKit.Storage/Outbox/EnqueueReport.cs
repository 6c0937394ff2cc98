namespace CrmKit.Storage;

/// <summary>What came of handing a plan to the outbox.</summary>
/// <param name="Added">Effects that were not known before, or that had been held.</param>
/// <param name="AlreadyKnown">Effects that stood there already; nothing changed for them.</param>
public readonly record struct EnqueueReport(int Added, int AlreadyKnown);
