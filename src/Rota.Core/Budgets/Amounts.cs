using System.Collections.Immutable;
using Rota.Core.Jobs;

namespace Rota.Core.Budgets;

/// <summary>
/// How much of each resource: <c>cpus=40,memory=2T</c>. Of a resource that is named with 0 there is nothing; of one
/// that is not named nothing is said.
/// </summary>
public sealed class Amounts : IEquatable<Amounts>
{
    /// <summary>Nothing is said of any resource.</summary>
    public static readonly Amounts None = new(ImmutableSortedDictionary<string, long>.Empty);

    private Amounts(ImmutableSortedDictionary<string, long> of) => Of = of;

    /// <summary>Amount by resource, in its smallest unit: bytes, thousandths of CPUs and GPUs.</summary>
    public ImmutableSortedDictionary<string, long> Of { get; }

    /// <summary>The amount of a resource; null where nothing is said of it.</summary>
    public long? this[string resource] => Of.TryGetValue(resource, out var amount) ? amount : null;

    /// <summary>Whether nothing is said of any.</summary>
    public bool IsNone => Of.IsEmpty;

    /// <summary>All of them as they are stored and written, exactly: <c>cpus=0.5,slots=4</c>.</summary>
    public string Text => string.Join(',', Of.Select(one => $"{one.Key}={ResourceUnit.Exact(one.Key, one.Value)}"));

    /// <summary>With these amounts, none of them below 0.</summary>
    public static Amounts From(IEnumerable<KeyValuePair<string, long>> amounts)
    {
        var of = amounts.ToImmutableSortedDictionary(StringComparer.Ordinal);
        Model.Invariant.Check(of.Values.All(amount => amount >= 0), "an amount is below 0");
        return of.IsEmpty ? None : new(of);
    }

    /// <summary>What a task takes, by resource, where it takes any.</summary>
    /// <param name="request">What it asks for.</param>
    /// <param name="memoryFactor">Factor on the stated memory.</param>
    public static IEnumerable<(string Resource, long Amount)> Asked(ResourceRequest request, double memoryFactor) =>
        new[]
        {
            (ResourceUnit.Slots, (long)request.Slots),
            (ResourceUnit.Cpus, request.MilliCpus),
            (ResourceUnit.Memory, (long)(request.MemoryBytes * memoryFactor)),
            (ResourceUnit.Gpus, request.MilliGpus),
        }
            .Concat(request.Licences.Select(one => (ResourceUnit.Licence + one.Key, one.Value)))
            .Where(one => one.Item2 > 0);

    /// <summary>Reads <see cref="Text"/>, also with units such as <c>2T</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problem">What is wrong with it; empty where nothing is.</param>
    /// <returns>The amounts; null where something is wrong.</returns>
    public static Amounts? Read(string text, out string problem)
    {
        problem = "";
        var of = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            var resource = at > 0 ? part[..at] : part;
            if (!ResourceUnit.IsKnown(resource))
            {
                problem = $"{resource} is no resource";
                return null;
            }

            if (at < 0 || ResourceUnit.Read(resource, part[(at + 1)..]) is not { } amount)
            {
                problem = $"{part} states no amount of {resource}";
                return null;
            }

            if (!of.TryAdd(resource, amount))
            {
                problem = $"{resource} is stated twice";
                return null;
            }
        }

        return From(of);
    }

    /// <inheritdoc/>
    public bool Equals(Amounts? other) => other is not null && Of.SequenceEqual(other.Of);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Amounts);

    /// <inheritdoc/>
    public override int GetHashCode() => Of.Aggregate(0, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
