namespace CrmKit.Messaging;

/// <summary>The house's words in English.</summary>
internal static class EnglishTemplates
{
    private const string Refusal = "If you would rather not hear from us, answer with the word \"stop\" and we will not write again.";

    /// <summary>Every reason that the house has words for.</summary>
    public static ImmutableArray<(string Reason, MessageTemplate Template)> All { get; } =
    [
        Words(
            ReasonCodes.IntervalDue,
            "It has been a while, {{given-name}}",
            """
            Hello {{given-name}},

            it has been a while since you were last with us, and we would like to know how you are getting on.
            If there is anything we can do for you, just answer this message: a person reads it.

            Kind regards
            {{business}}
            """),
        Words(
            ReasonCodes.Birthday,
            "Happy birthday, {{given-name}}",
            """
            Dear {{given-name}},

            all of us at {{business}} wish you a happy birthday and a good year.
            """),
        Caring(ReasonCodes.MinimumOwed),
        Caring(ProfileReasons.Due),
        Caring(WarmthReasons.Due),
        Words(
            OccasionReasons.ThankYou,
            "Thank you, {{given-name}}",
            """
            Dear {{given-name}},

            thank you for being with us on {{bought}}. We hope that everything is as it should be; if it is not, answer this message and a person will see to it.

            Kind regards
            {{business}}
            """),
        Words(
            OccasionReasons.Anniversary,
            "Thank you for staying with us, {{given-name}}",
            """
            Dear {{given-name}},

            you first came to us on {{since}}. Thank you for having stayed with us all this time.

            Kind regards
            {{business}}
            """),
        Words(
            OccasionReasons.ServiceCheckBack,
            "Is everything well since {{bought}}, {{given-name}}?",
            """
            Hello {{given-name}},

            you were with us on {{bought}}, and we would like to know whether all has been well since.
            If anything is not as it should be, answer this message: a person reads it.

            Kind regards
            {{business}}
            """),
        Words(
            OccasionReasons.ComplaintCheckBack,
            "Is it all right now, {{given-name}}?",
            """
            Hello {{given-name}},

            on {{settled}} we settled what had gone wrong, and we would like to know whether it has stayed so.
            If it has not, answer this message: a person reads it.

            Kind regards
            {{business}}
            """),
        Words(
            OccasionReasons.HolidayCard,
            "Our best wishes, {{given-name}}",
            """
            Dear {{given-name}},

            all of us at {{business}} send you our best wishes for {{holiday}}.
            """),
        Question(SurveyReasons.NetPromoter, "How likely are you to recommend us to a friend, from 0 (not at all) to 10 (certainly)?"),
        Question(SurveyReasons.Satisfaction, "How satisfied are you with us, from 1 (not at all) to 5 (very)?"),
        Question(SurveyReasons.Effort, "How easy was it to get done what you came for, from 1 (very hard) to 7 (very easy)?"),
    ];

    private static (string Reason, MessageTemplate Template) Caring(string reason) => Words(
        reason,
        "How are you, {{given-name}}?",
        """
        Hello {{given-name}},

        we have nothing to sell you today: we would only like to know that you are well, and whether there is anything we can do for you.
        Just answer this message: a person reads it.

        Kind regards
        {{business}}
        """);

    private static (string Reason, MessageTemplate Template) Question(string reason, string question) => Words(
        reason,
        "One question, {{given-name}}",
        $$$"""
        Hello {{given-name}},

        {{{question}}}
        A number is enough: just answer this message. A word on why helps us more.

        Thank you
        {{business}}
        """);

    private static (string Reason, MessageTemplate Template) Words(string reason, string subject, string text) => (reason, new MessageTemplate(subject, $"{text}\n\n{Refusal}"));
}
