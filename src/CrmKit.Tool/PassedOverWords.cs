using CrmKit.Import;

namespace CrmKit.Tool;

/// <summary>Why rows of a vendor's files gave nothing, as stable codes.</summary>
internal static class PassedOverWords
{
    public static string Of(PassedOver reason) => reason switch
    {
        PassedOver.Repeated => "repeated",
        PassedOver.SaysNothing => "says-nothing",
        PassedOver.NobodyThere => "nobody-there",
        PassedOver.NoAddress => "no-address",
        PassedOver.NotWon => "not-won",
        PassedOver.NoCustomer => "no-customer",
        _ => reason.ToString(),
    };
}
