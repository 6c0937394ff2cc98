namespace CrmKit.Churn;

/// <summary>At which moment the chance of still being under observation is taken for one who left at T.</summary>
public enum BrierWeighting
{
    /// <summary>Just before T (Graf et al. 1999): whoever leaves at T was under observation then.</summary>
    BeforeLeaving = 1,

    /// <summary>At T, as some programs do.</summary>
    AtLeaving,
}
