namespace CrmKit.AspNetCore;

/// <summary>The words of the pages in one language, English unless replaced. <c>{purpose}</c> stands for the title of the purpose.</summary>
/// <remarks>All of it is text, never markup: what looks like markup is shown as it is.</remarks>
public sealed record LinkPageTexts
{
    /// <summary>The place of the purpose's title.</summary>
    public const string PurposePlace = "{purpose}";

    /// <summary>The language as BCP 47 writes it. Default <c>en</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Whether the language is written from right to left. Default <c>false</c>.</summary>
    public bool IsRightToLeft { get; init; }

    /// <summary>The purposes, in the order of the preference page. Default marketing and greetings.</summary>
    public ImmutableArray<PurposeText> Purposes { get; init; } =
    [
        new(Purpose.Marketing, "Offers and news"),
        new(Purpose.Greetings, "Greetings and thanks", "Messages that sell nothing, such as on your birthday."),
    ];

    /// <summary>Title of the page before unsubscribing.</summary>
    public string UnsubscribeTitle { get; init; } = "Stop these messages?";

    /// <summary>What the button will do.</summary>
    public string UnsubscribeText { get; init; } = "Press the button to stop: {purpose}. You need not sign in.";

    /// <summary>The button.</summary>
    public string UnsubscribeButton { get; init; } = "Stop these messages";

    /// <summary>Title of the page after unsubscribing.</summary>
    public string UnsubscribedTitle { get; init; } = "You are unsubscribed";

    /// <summary>What was done.</summary>
    public string UnsubscribedText { get; init; } = "We will not send you this any more: {purpose}.";

    /// <summary>The link to the preference page.</summary>
    public string PreferencesLink { get; init; } = "Choose what you want to hear from us";

    /// <summary>Title of the preference page.</summary>
    public string PreferencesTitle { get; init; } = "What you want to hear from us";

    /// <summary>What the preference page is about.</summary>
    public string PreferencesText { get; init; } = "This is about the address that our message came to.";

    /// <summary>State of a purpose that the person agreed to.</summary>
    public string ReceivedText { get; init; } = "You receive these messages.";

    /// <summary>State of a purpose that the person did not agree to.</summary>
    public string NotReceivedText { get; init; } = "You do not receive these messages.";

    /// <summary>The button that stops a purpose.</summary>
    public string StopButton { get; init; } = "Stop: {purpose}";

    /// <summary>The button that stops all purposes.</summary>
    public string StopAllButton { get; init; } = "Stop all of these";

    /// <summary>The button that asks for a purpose again.</summary>
    public string AgreeButton { get; init; } = "Receive again: {purpose}";

    /// <summary>What stopping a purpose did.</summary>
    public string StoppedStatus { get; init; } = "Saved. We will not send you this any more: {purpose}.";

    /// <summary>What stopping all purposes did.</summary>
    public string StoppedAllStatus { get; init; } = "Saved. We will send you none of these any more.";

    /// <summary>What asking for a purpose again did.</summary>
    public string AgreeStatus { get; init; } = "We have sent a message to your address. Follow the link in it to receive again: {purpose}.";

    /// <summary>Title of the page before confirming.</summary>
    public string ConfirmTitle { get; init; } = "Do you want these messages?";

    /// <summary>What the button will do.</summary>
    public string ConfirmText { get; init; } = "Press the button to receive: {purpose}.";

    /// <summary>The button.</summary>
    public string ConfirmButton { get; init; } = "Yes, send me these messages";

    /// <summary>Title of the page after confirming.</summary>
    public string ConfirmedTitle { get; init; } = "Thank you";

    /// <summary>What was confirmed.</summary>
    public string ConfirmedText { get; init; } = "You will receive: {purpose}. Every message says how to stop it.";

    /// <summary>Title of the page for a confirmation that is too late.</summary>
    public string ConfirmEndedTitle { get; init; } = "This confirmation has ended";

    /// <summary>Why, and what to do.</summary>
    public string ConfirmEndedText { get; init; } = "It was too long ago, or you have unsubscribed since. Please ask for a new one.";

    /// <summary>Title of the page for a link that is none of ours.</summary>
    public string NotFoundTitle { get; init; } = "This link does not work";

    /// <summary>What to do.</summary>
    public string NotFoundText { get; init; } = "It may have been cut off on the way. Please use the link in our latest message, or answer that message.";

    /// <summary>Title of the page for a request that nobody understands.</summary>
    public string BadRequestTitle { get; init; } = "That did not work";

    /// <summary>What to do.</summary>
    public string BadRequestText { get; init; } = "Nothing was changed. Please open the link in our message again and press the button there.";

    /// <summary>Title of the page when the program cannot answer.</summary>
    public string UnavailableTitle { get; init; } = "Please try again in a few minutes";

    /// <summary>What happened.</summary>
    public string UnavailableText { get; init; } = "Nothing was changed. We cannot save your choice at the moment.";

    internal string TitleOf(Purpose purpose) => Purposes.FirstOrDefault(text => text.Purpose == purpose)?.Title ?? purpose.Code;

    internal string With(string text, Purpose purpose) => text.Replace(PurposePlace, TitleOf(purpose), StringComparison.Ordinal);
}
