using System.Collections.Immutable;
using Rota.Core.Jobs;

namespace Rota.Core.JobFiles.Reading;

/// <summary>Stores equal policies once: a hundred thousand entries usually share a few.</summary>
internal sealed class PolicyTable
{
    private readonly Dictionary<TaskPolicy, int> positions = [];
    private readonly ImmutableArray<TaskPolicy>.Builder policies = ImmutableArray.CreateBuilder<TaskPolicy>();
    private TaskPolicy? last;
    private int lastPosition;

    /// <summary>The position of a policy in the table.</summary>
    public int PositionOf(TaskPolicy policy)
    {
        if (!ReferenceEquals(policy, last))
        {
            if (!positions.TryGetValue(policy, out lastPosition))
            {
                lastPosition = policies.Count;
                positions.Add(policy, lastPosition);
                policies.Add(policy);
            }

            last = policy;
        }

        return lastPosition;
    }

    /// <summary>The table.</summary>
    public ImmutableArray<TaskPolicy> ToImmutable() => policies.ToImmutable();
}
