namespace CrmKit.Import;

/// <summary>Kinds of contact points as far as sameness goes: a number to call and a number to text are one kind.</summary>
internal enum PointKind
{
    Email,
    Phone,
    Post,
    Messenger,
}
