using System.Collections.Immutable;
using Rota.Core.Jobs.Templates;
using Rota.Fabric.Orders;
using Rota.Fabric.Wire;
using Rota.Instruments.Tracing;
using Rota.Linux.Processes;
using Rota.Node.Keeper.Processes;
using Rota.Node.Machine;
using Rota.Store.Local;

namespace Rota.Node.Agent;

/// <summary>What an attempt finds in its environment.</summary>
internal sealed class AttemptVariables(StateDirectory state, NodeOptions node, StateDirectory home)
{
    private readonly AttemptMark mark = new(state.Path);
    private readonly Lazy<RunTraces?> traces = new(() => RunTracing.Of(home));
    private readonly Lazy<ImmutableArray<string>> gpus = new(() => NodeCapacity.GpusOf(node));

    /// <summary>Those of one attempt, on top of what its job has, as NAME=VALUE.</summary>
    public List<string> Of(NodeOrder.Launch launch, RenderedTask task)
    {
        var shared = launch.Spec.Environment;
        var spec = launch.Spec.Tasks[launch.Group];
        var places = state.PlacesOf(launch.Spec.Owner);
        var reports = new ReportFiles(places.Live);
        var entries = new List<string>(15)
        {
            $"{ProcessTable.JobVariable}={launch.Job}",
            $"ROTA_TASK_ID={spec.Id}",
            $"ROTA_TASK_INDEX={spec.Expansion.Label(launch.Index)}",
            $"ROTA_TASK_COUNT={spec.Expansion.Count}",
            $"ROTA_ATTEMPT={launch.Number}",
            $"ROTA_FENCE={launch.Fence}",
            $"{SlotMark.Variable}={SlotMark.Text}",
            $"ROTA_OUTPUT_DIR={places.Files(launch.Job.Value)}",
            $"ROTA_PROGRESS_FILE={reports.ProgressPath(launch.Attempt.Value)}",
            $"ROTA_RESULT_FILE={reports.ResultPath(launch.Attempt.Value)}",
            $"{ProcessTable.Marker}={mark.Of(launch.Attempt.Value)}",
        };
        entries.AddRange(TallyVariables.Of(launch.Tally));
        if (
            traces.Value is { } numbers
            && !TraceVariables.AreStated(launch.Spec)
            && task.Environment.GetValueOrDefault(TraceVariables.Parent)
                == shared.GetValueOrDefault(TraceVariables.Parent)
        )
        {
            // In place of the submitter's that was captured: what the task does is part of its own run.
            var context = numbers.ContextOf(launch.Attempt.Value, launch.Fence, launch.Index);
            entries.Add($"{TraceVariables.Parent}={context}");
        }

        if (launch.Gpus.Count > 0)
        {
            entries.Add("CUDA_VISIBLE_DEVICES=" + string.Join(',', launch.Gpus.Select(GpuName)));
        }

        if (launch.Cpus.Count > 0)
        {
            entries.Add("ROTA_CPUS=" + string.Join(',', launch.Cpus));
        }

        if (launch.Spec.Policies[spec.Policy].OwnDirectory is not null)
        {
            entries.Add($"ROTA_DIR={places.OwnDirectory(launch.Job.Value, launch.Attempt.Value)}");
            entries.Add($"ROTA_JOB_DIR={launch.Spec.Directory}");
        }

        if (!ReferenceEquals(task.Environment, shared))
        {
            entries.AddRange(
                task.Environment.Where(pair => shared.GetValueOrDefault(pair.Key) != pair.Value)
                    .Select(pair => $"{pair.Key}={pair.Value}")
            );
        }

        return entries;
    }

    private string GpuName(int position) => position < gpus.Value.Length ? gpus.Value[position] : position.ToString();
}
