namespace CrmKit.Messaging.Webhooks;

/// <summary>The endpoint's name resolves to addresses that are not public, or to none.</summary>
internal sealed class AddressNotAllowedException() : IOException("The endpoint has no public address.");
