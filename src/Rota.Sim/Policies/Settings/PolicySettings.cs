using System.Collections.Immutable;
using Rota.Core.Placement.Strategies;
using Rota.Sim.Policies.Loads;

namespace Rota.Sim.Policies.Settings;

/// <summary>What one strategy is tried on. Times are in the unit of the service mean.</summary>
public sealed record PolicySettings
{
    /// <summary>Name of the strategy, one of <see cref="PolicyRun.Strategies"/>.</summary>
    public required string Strategy { get; init; }

    /// <summary>Nodes. Default: 1000.</summary>
    public int Nodes { get; init; } = 1_000;

    /// <summary>Tasks that a node runs at a time. Default: 1.</summary>
    public int Slots { get; init; } = 1;

    /// <summary>Share of the capacity that the work needs. Default: 0.9.</summary>
    public double Load { get; init; } = 0.9;

    /// <summary>Tasks of a job. Default: 1.</summary>
    public int TasksPerJob { get; init; } = 1;

    /// <summary>How long tasks take. Default: exponential, mean 1.</summary>
    public ServiceLaw Service { get; init; } = ServiceLaw.Exponential;

    /// <summary>How jobs arrive. Default: Poisson.</summary>
    public ArrivalLaw Arrivals { get; init; } = ArrivalLaw.Poisson;

    /// <summary>
    /// Recorded jobs, in place of <see cref="Service"/>, <see cref="Arrivals"/> and <see cref="TasksPerJob"/>.
    /// </summary>
    public Trace? Trace { get; init; }

    /// <summary>Dispatchers that jobs come to. Default: 1.</summary>
    public int Dispatchers { get; init; } = 1;

    /// <summary>Time of a message, one way. Default: 0.</summary>
    public double Delay { get; init; }

    /// <summary>Time a scheduler of <c>shared-state</c> takes to plan a job. Default: 0.</summary>
    public double DecisionTime { get; init; }

    /// <summary>Nodes that are asked for a task. Default: 2.</summary>
    public double D { get; init; } = 2;

    /// <summary>Whether a node may be asked twice. Default: no.</summary>
    public bool WithReplacement { get; init; }

    /// <summary>What <c>idle</c> does when the stock is empty. Default: two late-bound reservations.</summary>
    public FallbackRule Fallback { get; init; }

    /// <summary>Whether idle tokens stay in their stock when the node has become busy. Default: no.</summary>
    public bool KeepTokens { get; init; }

    /// <summary>How <c>shared-state</c> judges claims. Default: by fit.</summary>
    public ConflictRule Conflict { get; init; } = ConflictRule.Fit;

    /// <summary>What it does with a job of which some claims conflict. Default: incremental.</summary>
    public CommitRule Commit { get; init; } = CommitRule.Incremental;

    /// <summary>Speeds, repeated over the nodes. Default: all 1.</summary>
    public ImmutableArray<double> Speeds { get; init; } = [1];

    /// <summary>Zones that <c>spread</c> balances over. Default: 1.</summary>
    public int Zones { get; init; } = 1;

    /// <summary>Mean time between failures of a node; 0 for none. Default: 0.</summary>
    public double FailureEvery { get; init; }

    /// <summary>Mean time a failed node is away. Default: 10.</summary>
    public double Repair { get; init; } = 10;

    /// <summary>Jobs; 0 for as many as it takes to know the mean response within half a percent. Default: 0.</summary>
    public long Jobs { get; init; }

    /// <summary>Share of the jobs, from the first, that is not measured. Default: 0.2.</summary>
    public double Warmup { get; init; } = 0.2;

    /// <summary>Seed of all chance. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The time unit in means of the service: what results are told in.</summary>
    internal double Mean => Trace?.MeanSeconds ?? Service.Mean;
}
