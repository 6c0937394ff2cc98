namespace CrmKit.Testing.Conformance;

/// <summary>The few assertions that the cases need, free of any test framework.</summary>
internal static class Expect
{
    public static void Equal<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new ConformanceException($"{what}: expected {expected}, and it was {actual}.");
        }
    }

    public static void Sequence<T>(IEnumerable<T> expected, IEnumerable<T> actual, string what)
    {
        T[] left = [.. expected];
        T[] right = [.. actual];
        if (!left.SequenceEqual(right))
        {
            throw new ConformanceException($"{what}: expected [{string.Join("; ", left)}], and it was [{string.Join("; ", right)}].");
        }
    }

    public static void True(bool condition, string what)
    {
        if (!condition)
        {
            throw new ConformanceException($"{what}: this did not hold.");
        }
    }

    public static async Task<TException> ThrowsAsync<TException>(Func<Task> action, string what)
        where TException : Exception
    {
        try
        {
            await action().ConfigureAwait(false);
        }
        catch (TException expected)
        {
            return expected;
        }
        catch (Exception other)
        {
            throw new ConformanceException($"{what}: expected {typeof(TException).Name}, and {other.GetType().Name} came.", other);
        }

        throw new ConformanceException($"{what}: expected {typeof(TException).Name}, and nothing was thrown.");
    }

    public static async Task<ImmutableArray<T>> AllAsync<T>(IAsyncEnumerable<T> items, CancellationToken cancellationToken)
    {
        var all = ImmutableArray.CreateBuilder<T>();
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            all.Add(item);
        }

        return all.ToImmutable();
    }
}
