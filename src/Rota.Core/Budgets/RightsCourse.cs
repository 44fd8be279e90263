using System.Collections.Immutable;
using System.Globalization;
using Rota.Core.Model;

namespace Rota.Core.Budgets;

/// <summary>
/// How the rights of a scope to a resource go on: how much there is now, and each later instant at which a grant begins
/// or ends. So nobody has to be there when one ends, and nobody has to be asked.
/// </summary>
/// <param name="First">How much there is before the first step.</param>
/// <param name="Steps">How much there is from an instant on, the earliest first.</param>
public sealed record RightsCourse(long First, ImmutableArray<(Instant From, long Rights)> Steps)
{
    /// <summary>The least there will ever be.</summary>
    public long Least => Steps.IsEmpty ? First : Math.Min(First, Steps.Min(step => step.Rights));

    /// <summary>It as it is stored: <c>40000 1764324000000000:30000</c>.</summary>
    public string Text =>
        string.Join(
            ' ',
            Steps
                .Select(step => string.Create(CultureInfo.InvariantCulture, $"{step.From.Micros}:{step.Rights}"))
                .Prepend(First.ToString(CultureInfo.InvariantCulture))
        );

    /// <summary>Reads <see cref="Text"/>.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static RightsCourse Parse(string text)
    {
        var parts = text.Split(' ');
        return new(
            long.Parse(parts[0], CultureInfo.InvariantCulture),
            [
                .. parts
                    .Skip(1)
                    .Select(part => part.Split(':'))
                    .Select(part => (new Instant(Number(part[0])), Number(part[1]))),
            ]
        );
    }

    /// <summary>How much there is at an instant.</summary>
    public long At(Instant at)
    {
        var rights = First;
        foreach (var step in Steps)
        {
            if (step.From > at)
            {
                break;
            }

            rights = step.Rights;
        }

        return rights;
    }

    /// <summary>From when on it has been as it is at an instant; the beginning of time before the first step.</summary>
    public Instant Since(Instant at) =>
        Steps.LastOrDefault(step => step.From <= at) is var step && step != default ? step.From : new(long.MinValue);

    /// <summary>When it changes next after an instant; <see cref="Instant.Never"/> for never.</summary>
    public Instant Next(Instant at) =>
        Steps.FirstOrDefault(step => step.From > at) is var step && step != default ? step.From : Instant.Never;

    /// <inheritdoc/>
    public bool Equals(RightsCourse? other) =>
        other is not null && First == other.First && Steps.SequenceEqual(other.Steps);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(First, Steps.Length);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
