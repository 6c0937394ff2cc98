namespace CrmKit.Churn;

/// <summary>A length of time with what it is worth; never a number that stands for none.</summary>
public readonly record struct Lifetime
{
    private Lifetime(double time, LifetimeStatus status) => (Time, Status) = (time, status);

    /// <summary>There is no finite answer.</summary>
    public static Lifetime Infinite { get; } = new(double.PositiveInfinity, LifetimeStatus.Infinite);

    /// <summary>The data say nothing about it.</summary>
    public static Lifetime NotIdentified { get; } = new(0, LifetimeStatus.NotIdentified);

    /// <summary>The time in the unit of the data; infinity when <see cref="LifetimeStatus.Infinite"/>, 0 when <see cref="LifetimeStatus.NotIdentified"/>.</summary>
    public double Time { get; }

    /// <summary>What it is worth.</summary>
    public LifetimeStatus Status { get; }

    /// <summary>An answer.</summary>
    /// <param name="time">The time, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not finite.</exception>
    public static Lifetime Finite(double time) => new(Checked(time), LifetimeStatus.Finite);

    /// <summary>An answer that counts the time up to the end of the data only.</summary>
    /// <param name="time">The time, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not finite.</exception>
    public static Lifetime Restricted(double time) => new(Checked(time), LifetimeStatus.Restricted);

    /// <summary>For example <c>36.5</c>, <c>at least 36.5</c>, <c>infinite</c> or <c>not identified</c>.</summary>
    public override string ToString() => Status switch
    {
        LifetimeStatus.Finite => Time.ToString("R", CultureInfo.InvariantCulture),
        LifetimeStatus.Restricted => "at least " + Time.ToString("R", CultureInfo.InvariantCulture),
        LifetimeStatus.Infinite => "infinite",
        _ => "not identified",
    };

    private static double Checked(double time) =>
        double.IsFinite(time) ? time : throw new ArgumentOutOfRangeException(nameof(time), time, "The time must be finite.");
}
