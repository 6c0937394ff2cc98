namespace CrmKit.LifetimeValue;

// What is counted under an integral over the time ahead.
internal enum TiltedRate
{
    Presence,
    Death,
    Purchase,
}
