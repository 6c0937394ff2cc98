namespace CrmKit.EndToEnd.Tests.Privacy;

/// <summary>The program's own code at its worst: an exception whose text names the person. Whoever catches it must not pass the text on.</summary>
internal sealed class LoudException(int number) : Exception($"{Sentinel.Name(number)} <{Sentinel.Email(number).Address}>, {Sentinel.Phone(number).Address}, broke it.");
