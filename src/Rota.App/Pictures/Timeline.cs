using System.Text.Json.Serialization;
using Rota.App.Views;
using Rota.Core.Model;

namespace Rota.App.Pictures;

/// <summary>Of what time a picture is made.</summary>
/// <param name="Job">The job.</param>
/// <param name="From">From when on; null for its first start.</param>
/// <param name="To">Until when; null for its end, or now.</param>
public sealed record TimelineRequest(string Job, Instant? From, Instant? To);

/// <summary>What ran where and when, in so few numbers that a page can draw them at any zoom.</summary>
public sealed record Timeline : View
{
    /// <summary>When the job's first attempt started; null before that.</summary>
    public Instant? Begun { get; init; }

    /// <summary>Where the picture begins.</summary>
    public required Instant From { get; init; }

    /// <summary>Where it ends.</summary>
    public required Instant To { get; init; }

    /// <summary>Equal stretches of time that it is made of.</summary>
    public required int Columns { get; init; }

    /// <summary>The nodes.</summary>
    public required IReadOnlyList<NodeLane> Nodes { get; init; }

    /// <summary>Attempts in it.</summary>
    public required long Attempts { get; init; }

    /// <summary>Each of them, where they are few; null where there are too many.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TimelineBar>? Bars { get; init; }

    /// <summary>The entries that, one after the other, made the job as long as it is: its critical path.</summary>
    public required IReadOnlyList<PathStep> Path { get; init; }
}

/// <summary>What ran on a node: how many on average in each stretch.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Running">Attempts that run, or did not fail.</param>
/// <param name="Failed">Attempts that failed.</param>
public sealed record NodeLane(string Node, IReadOnlyList<double> Running, IReadOnlyList<double> Failed);

/// <summary>An attempt.</summary>
/// <param name="Address">How every verb takes it: <c>42.train.3.1</c>.</param>
/// <param name="Label">How people know its task.</param>
/// <param name="Lane">A row in which none overlaps another, from 0.</param>
/// <param name="Started">When it started.</param>
/// <param name="Ended">When it ended; null for one that runs.</param>
/// <param name="State">How it counted, or that it runs.</param>
public sealed record TimelineBar(
    string Address,
    string Label,
    int Lane,
    Instant Started,
    Instant? Ended,
    TaskState State
);

/// <summary>An entry on the critical path.</summary>
/// <param name="Task">Its name.</param>
/// <param name="From">When its first attempt started.</param>
/// <param name="To">When its last one ended, or now.</param>
public sealed record PathStep(string Task, Instant From, Instant To);
