using System.Collections.Immutable;
using Rota.Core.Jobs.Templates;
using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Fabric.Wire;
using Rota.Linux.Processes;
using Rota.Node.Keeper.Processes;
using Rota.Node.Machine;
using Rota.Store.Local;

namespace Rota.Node.Agent;

/// <summary>Turns effects into the keeper's orders: fills in commands, environments, paths.</summary>
internal sealed class LaunchPlanner(StateDirectory state, NodeOptions node)
{
    private const int CommandsMax = 256;
    private readonly Dictionary<JobId, int> contexts = [];
    private readonly Dictionary<(JobId Job, int Group), CommandLine> commands = [];
    private readonly AttemptMark mark = new(state.Path);
    private readonly Lazy<ImmutableArray<string>> gpus = new(() => NodeCapacity.GpusOf(node));

    /// <summary>Forgets what an earlier connection was told.</summary>
    public void Forget() => contexts.Clear();

    public void Write(FrameWriter writer, Effect effect)
    {
        var attempt = effect.Attempt;
        switch (effect.Kind)
        {
            case EffectKind.Launch or EffectKind.LaunchInPlace:
                var context = ContextOf(writer, attempt.Job);
                OrderOf(attempt, effect.Kind == EffectKind.LaunchInPlace, context).Write(writer);
                break;
            case EffectKind.Promote:
                writer.Begin(FrameKind.Promote).Int64(attempt.Id.Value).End();
                break;
            case EffectKind.Withdraw:
                writer.Begin(FrameKind.Withdraw).Int64(attempt.Id.Value).End();
                break;
            case EffectKind.Stop:
                writer.Begin(FrameKind.Stop).Int64(attempt.Id.Value).End();
                break;
            default:
                throw new InvariantException($"unknown effect {effect.Kind}");
        }
    }

    private int ContextOf(FrameWriter writer, ActiveJob job)
    {
        if (!contexts.TryGetValue(job.Id, out var context))
        {
            contexts[job.Id] = context = contexts.Count + 1;
            writer
                .Begin(FrameKind.Context)
                .Int32(context)
                .Texts([
                    .. job
                        .Spec.Environment.Where(pair => pair.Key != ProcessTable.Marker)
                        .Select(pair => $"{pair.Key}={pair.Value}"),
                ])
                .Settings(job.Spec.Process)
                .End();
        }

        return context;
    }

    private LaunchOrder OrderOf(Attempt attempt, bool inPlace, int context)
    {
        var job = attempt.Job;
        var policy = job.PolicyOf(attempt.Group.Ordinal);
        var memory = (long)(policy.Resources.MemoryBytes * attempt.Before.MemoryFactor);
        var task = CommandOf(job, attempt.Group)
            .Render(attempt.Index, new AttemptFacts(job.Id, attempt.Number, memory == 0 ? null : memory));
        return new LaunchOrder
        {
            Attempt = attempt.Id.Value,
            Job = job.Id.Value,
            Shape = attempt.Shape.Id,
            InPlace = inPlace,
            AfterSuccessOnly = job.Spec.MaxFailures is not null,
            Context = context,
            Arguments = task.Argv,
            Directory = task.Directory,
            Environment = EnvironmentOf(attempt, task),
            Outputs = [.. task.Outputs.Select(path => Path.Combine(task.Directory, path))],
            MemoryMax = memory,
            Stop = policy.Stop,
            Secrets = StartSecrets.Of(job, task),
        };
    }

    private CommandLine CommandOf(ActiveJob job, TaskGroup group)
    {
        if (group.Total == 1)
        {
            return CommandLine.Of(job.Spec, group.Ordinal);
        }

        if (!commands.TryGetValue((job.Id, group.Ordinal), out var command))
        {
            if (commands.Count >= CommandsMax)
            {
                commands.Clear();
            }

            commands[(job.Id, group.Ordinal)] = command = CommandLine.Of(job.Spec, group.Ordinal);
        }

        return command;
    }

    private string GpuName(int position) => position < gpus.Value.Length ? gpus.Value[position] : position.ToString();

    private List<string> EnvironmentOf(Attempt attempt, RenderedTask task)
    {
        var job = attempt.Job;
        var spec = job.Spec.Tasks[attempt.Group.Ordinal];
        var entries = new List<string>(12)
        {
            $"{ProcessTable.JobVariable}={job.Id}",
            $"ROTA_TASK_ID={spec.Id}",
            $"ROTA_TASK_INDEX={spec.Expansion.Label(attempt.Index)}",
            $"ROTA_TASK_COUNT={attempt.Group.Total}",
            $"ROTA_ATTEMPT={attempt.Number}",
            $"ROTA_FENCE={attempt.Fence}",
            $"ROTA_OUTPUT_DIR={state.JobFiles(job.Id.Value)}",
            $"ROTA_PROGRESS_FILE={Path.Combine(state.Live, $"{attempt.Id}.progress")}",
            $"{ProcessTable.Marker}={mark.Of(attempt.Id.Value)}",
        };
        if (attempt.Gpus.Length > 0)
        {
            entries.Add("CUDA_VISIBLE_DEVICES=" + string.Join(',', attempt.Gpus.Select(GpuName)));
        }

        if (!ReferenceEquals(task.Environment, job.Spec.Environment))
        {
            entries.AddRange(
                task.Environment.Where(pair => job.Spec.Environment.GetValueOrDefault(pair.Key) != pair.Value)
                    .Select(pair => $"{pair.Key}={pair.Value}")
            );
        }

        return entries;
    }
}
