using System.Collections.Immutable;
using System.Globalization;

namespace Rota.Core.Notifying;

/// <summary>What one message tells of, and how often each: <c>failed:1 gave_up:2000</c>.</summary>
/// <param name="Counts">How often each happened; never 0.</param>
public sealed record EventCounts(ImmutableSortedDictionary<EventKind, long> Counts)
{
    /// <summary>Nothing.</summary>
    public static readonly EventCounts None = new(ImmutableSortedDictionary<EventKind, long>.Empty);

    /// <summary>The kind that gives the message its name.</summary>
    public EventKind Main => Counts.Keys.Max();

    /// <summary>Whether there is nothing to tell.</summary>
    public bool IsEmpty => Counts.IsEmpty;

    /// <summary>Whether it is only about tasks, which may wait for others.</summary>
    public bool CanWait => Counts.Keys.All(kind => kind.IsOfTasks());

    /// <summary>One thing that happened once.</summary>
    public static EventCounts Of(EventKind kind) => None.With(kind, 1);

    /// <summary>With so many more of a kind.</summary>
    public EventCounts With(EventKind kind, long count) =>
        count == 0 ? this : new(Counts.SetItem(kind, Counts.GetValueOrDefault(kind) + count));

    /// <summary>Both together.</summary>
    public EventCounts And(EventCounts other) =>
        other.Counts.Aggregate(this, (all, one) => all.With(one.Key, one.Value));

    /// <summary>What of it a rule asks for.</summary>
    public EventCounts AskedBy(NotifyRule rule) =>
        new(Counts.RemoveRange(Counts.Keys.Where(kind => !rule.On.Contains(kind))));

    /// <summary>As it is stored.</summary>
    public override string ToString() =>
        string.Join(
            ' ',
            Counts.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key.WireName()}:{one.Value}"))
        );

    /// <summary>Reads what <see cref="ToString"/> gave.</summary>
    public static EventCounts Parse(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split(':'))
            .Aggregate(
                None,
                (all, one) => all.With(EventKinds.Of(one[0]), long.Parse(one[1], CultureInfo.InvariantCulture))
            );
}
