using System.Reflection;

namespace CrmKit.Architecture.Tests;

/// <summary>The compiler's nullable annotations of one use of a type, read in the order of its parts.</summary>
internal sealed class NullableFlags
{
    /// <summary>The part carries a question mark.</summary>
    public const byte Annotated = 2;

    /// <summary>The part is declared never to be null.</summary>
    public const byte NotAnnotated = 1;

    private readonly ImmutableArray<byte> _flags;
    private int _next;

    private NullableFlags(ImmutableArray<byte> flags) => _flags = flags;

    public static NullableFlags None => new([0]);

    /// <param name="owner">The member in whose context the use stands.</param>
    /// <param name="attributes">The attributes of the use itself.</param>
    public static NullableFlags Of(MemberInfo? owner, IEnumerable<CustomAttributeData> attributes)
    {
        if (Read(attributes, "System.Runtime.CompilerServices.NullableAttribute") is { } own)
        {
            return new NullableFlags(own);
        }

        for (var scope = owner; scope is not null; scope = scope.DeclaringType)
        {
            if (Read(scope.CustomAttributes, "System.Runtime.CompilerServices.NullableContextAttribute") is { } context)
            {
                return new NullableFlags(context);
            }
        }

        return None;
    }

    /// <summary>The flag of the next part; a single flag stands for every part.</summary>
    public byte Next() => _flags.Length == 1 ? _flags[0] : _flags[_next++];

    private static ImmutableArray<byte>? Read(IEnumerable<CustomAttributeData> attributes, string name)
    {
        var value = attributes.FirstOrDefault(attribute => string.Equals(attribute.AttributeType.FullName, name, StringComparison.Ordinal))?.ConstructorArguments[0].Value;
        return value switch
        {
            byte one => [one],
            IEnumerable<CustomAttributeTypedArgument> many => [.. many.Select(item => (byte)item.Value!)],
            _ => null,
        };
    }
}
