namespace CrmKit.Messaging;

/// <summary>Who writes, and where the files go.</summary>
public sealed record EmlFolderOptions
{
    /// <summary>The folder; made when it is missing.</summary>
    public required string Folder { get; init; }

    /// <summary>The sender's e-mail address.</summary>
    public required string From { get; init; }

    /// <summary>The sender's name.</summary>
    public required string FromName { get; init; }

    /// <summary>Keys that sign the Message-ID, so that a forged one in a delivery report is told from it (<see cref="MessageIds"/>); <c>null</c>, the default, for the message's id alone.</summary>
    public IKeyRing? Keys { get; init; }
}
