using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Rota.Core.Placement;
using Rota.Fabric;
using Rota.Instruments.Tracing;

namespace Rota.Runners;

/// <summary>What a runner is told at its start.</summary>
public sealed record RunnerOptions
{
    /// <summary>The longest cycle where nobody stated one: how often an idle runner shows that it is there.</summary>
    public static readonly TimeSpan DefaultCycle = TimeSpan.FromSeconds(1);

    /// <summary>
    /// What the node of this machine has to give; null takes over what the members that are there said.
    /// </summary>
    public Capacity? Capacity { get; init; }

    /// <summary>The longest cycle; null keeps that of the frame.</summary>
    public TimeSpan? Cycle { get; init; }

    /// <summary>Whether nobody works in another's slot; null keeps the frame's choice.</summary>
    public bool? IsStrict { get; init; }

    /// <summary>
    /// The way to the other nodes of its cell; null where it has attempts run on its own machine alone.
    /// </summary>
    public INodeReach? Reach { get; init; }

    /// <summary>Where it tells of itself. Default: nowhere.</summary>
    public ILogger Log { get; init; } = NullLogger.Instance;

    /// <summary>The numbers of the spans of attempts; null where nobody listens to them.</summary>
    public RunTraces? Traces { get; init; }
}
