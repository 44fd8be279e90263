using System.Collections.Immutable;

namespace Rota.Core.Jobs;

/// <summary>
/// What <c>include</c> makes of a matrix: names that only some of its tasks have a value of, and tasks beside its
/// combinations.
/// </summary>
/// <param name="Names">Names that are no axes, in the order of their first mention.</param>
/// <param name="Extensions">What combinations get; a later one wins over an earlier one.</param>
/// <param name="Rows">Tasks of their own: values by axis and then by name, null for what one has not.</param>
public sealed record Inclusion(
    ImmutableArray<string> Names,
    ImmutableArray<Extension> Extensions,
    ImmutableArray<ImmutableArray<string?>> Rows
)
{
    /// <summary>The value that a combination has of a name; null where it has none.</summary>
    /// <param name="name">Position of the name.</param>
    /// <param name="valueOf">Position of the value that the combination has on an axis.</param>
    public string? Value(int name, Func<int, int> valueOf)
    {
        for (var at = Extensions.Length - 1; at >= 0; at--)
        {
            var extension = Extensions[at];
            if (extension.Values[name] is { } value && extension.IsOf(valueOf))
            {
                return value;
            }
        }

        return null;
    }
}

/// <summary>What combinations get that have certain values.</summary>
/// <param name="Pattern">For each axis the position of the value, or null for any.</param>
/// <param name="Values">What they get, by name; null for what they do not.</param>
public sealed record Extension(ImmutableArray<int?> Pattern, ImmutableArray<string?> Values)
{
    /// <summary>Whether a combination gets it.</summary>
    public bool IsOf(Func<int, int> valueOf)
    {
        for (var axis = 0; axis < Pattern.Length; axis++)
        {
            if (Pattern[axis] is { } wanted && wanted != valueOf(axis))
            {
                return false;
            }
        }

        return true;
    }
}
