namespace CrmKit.Testing.Conformance;

/// <summary>A message as the far side got it.</summary>
/// <param name="To">The address that it was delivered to.</param>
/// <param name="Content">What the far side got, with its headers: for e-mail the octets of the wire, for other channels any form that the words can be found in.</param>
public sealed record DeliveredMessage(string To, ReadOnlyMemory<byte> Content);
