using System.Text.Json.Serialization;
using Rota.Core.Scheduling.Explanations;
using Rota.Core.Scheduling.State;

namespace Rota.App.Explaining;

/// <summary>What a node says to the next task.</summary>
public sealed record NodeOfferView
{
    internal NodeOfferView(NodeOffer offer)
    {
        Node = offer.Node.Traits.Name;
        Zone = offer.Node.Traits.Zone is { Length: > 0 } zone ? zone : null;
        (Answer, Reason) = OfferWords.Of(offer);
        Refusal = offer.Refusal is { } refusal ? new RefusalView(refusal) : null;
        if (offer is { Takes: true, Score: { } score })
        {
            (Room, Score) = (offer.Room, new ScoreView(score));
        }
    }

    [JsonConstructor]
    internal NodeOfferView() { }

    /// <summary>Its name.</summary>
    public string Node { get; init; } = "";

    /// <summary>Its zone; null without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Zone { get; init; }

    /// <summary>
    /// <c>takes</c>; or why not: <c>no-room</c>, <c>never-fits</c>, <c>account-overdrawn</c>, <c>label</c>,
    /// <c>cordoned</c>, <c>draining</c>, <c>cut-off</c>.
    /// </summary>
    public string Answer { get; init; } = "";

    /// <summary>Why not, in a sentence; null where it takes it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>What it refused of the job last, by its own book; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RefusedView? Refused { get; init; }

    /// <summary>For how many such tasks it has room; null where it takes none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Room { get; init; }

    /// <summary>How good it is; null where it takes none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ScoreView? Score { get; init; }

    /// <summary>What it has too little of, in numbers; null where that is not why.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RefusalView? Refusal { get; init; }
}

/// <summary>How good a node is for a task, in parts.</summary>
public sealed record ScoreView
{
    internal ScoreView(PlaceScore score)
    {
        (Total, Used, Starting) = (score.Total, score.Used, score.Starting);
        (ZoneSpread, NodeSpread, Preferred) = (score.ZoneSpread, score.NodeSpread, score.OfPreference);
        (InZone, OnNode, Files) = (score.InZone, score.OnNode, score.OfFiles);
    }

    [JsonConstructor]
    internal ScoreView() { }

    /// <summary>The sum of the parts: by <c>balance</c> the lowest wins.</summary>
    public double Total { get; init; }

    /// <summary>Mean share of what the task takes that is used once it is there.</summary>
    public double Used { get; init; }

    /// <summary>A quarter for each attempt that is about to start there.</summary>
    public double Starting { get; init; }

    /// <summary>Half the share of the job's like tasks that run in its zone.</summary>
    public double ZoneSpread { get; init; }

    /// <summary>A quarter of the share of them that run on it.</summary>
    public double NodeSpread { get; init; }

    /// <summary>0 where it has nothing of what the task prefers, -4 where it has all.</summary>
    public double Preferred { get; init; }

    /// <summary>-2 where the files that the task names as its inputs are there already, else 0.</summary>
    public double Files { get; init; }

    /// <summary>How many of the job's like tasks run in its zone.</summary>
    public long InZone { get; init; }

    /// <summary>How many of them run on it.</summary>
    public long OnNode { get; init; }
}
