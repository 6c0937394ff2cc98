namespace CrmKit;

/// <summary>How often an interval made in this way holds the true value, in the long run.</summary>
public enum ConfidenceLevel
{
    /// <summary>Nine times in ten.</summary>
    Percent90 = 90,

    /// <summary>Nineteen times in twenty.</summary>
    Percent95 = 95,

    /// <summary>Ninety-nine times in a hundred.</summary>
    Percent99 = 99,
}
