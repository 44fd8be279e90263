using Rota.Core.Jobs;
using Rota.Core.Jobs.Templates;
using Rota.Core.Model;
using Rota.Fabric.Orders;
using Rota.Fabric.Wire;
using Rota.Linux.Processes;
using Rota.Node.Machine;
using Rota.Store.Local;

namespace Rota.Node.Agent;

/// <summary>Turns orders into the keeper's frames: fills in commands, environments, paths.</summary>
/// <param name="state">The state that the attempts run in, by its paths on the machine where they do.</param>
/// <param name="node">What is stated of that machine.</param>
/// <param name="home">The state that has the jobs.</param>
internal sealed class LaunchPlanner(StateDirectory state, NodeOptions node, StateDirectory home)
{
    private const int CommandsMax = 256;

    private readonly Dictionary<JobId, int> contexts = [];
    private readonly Dictionary<(JobId Job, int Group), (JobSpec Spec, CommandLine Line)> commands = [];
    private readonly AttemptVariables variables = new(state, node, home);

    /// <summary>Whether they run on another machine than the home's own.</summary>
    public bool IsFar { get; init; }

    /// <summary>Forgets what an earlier connection was told.</summary>
    public void Forget() => contexts.Clear();

    public void Write(FrameWriter writer, NodeOrder order)
    {
        switch (order)
        {
            case NodeOrder.Launch launch:
                var context = ContextOf(writer, launch);
                OrderOf(launch, context).Write(writer);
                break;
            case NodeOrder.Promote:
                Write(writer, FrameKind.Promote, order);
                break;
            case NodeOrder.Withdraw:
                Write(writer, FrameKind.Withdraw, order);
                break;
            case NodeOrder.Stop:
                Write(writer, FrameKind.Stop, order);
                break;
            default:
                throw new InvariantException($"unknown order {order.GetType().Name}");
        }
    }

    private static void Write(FrameWriter writer, FrameKind kind, NodeOrder order) =>
        writer.Begin(kind).Int64(order.Attempt.Value).Int64(order.Job.Value).End();

    private int ContextOf(FrameWriter writer, NodeOrder.Launch launch)
    {
        if (!contexts.TryGetValue(launch.Job, out var context))
        {
            contexts[launch.Job] = context = contexts.Count + 1;
            writer
                .Begin(FrameKind.Context)
                .Int32(context)
                .Texts([
                    .. launch
                        .Spec.Environment.Where(pair => pair.Key != ProcessTable.Marker)
                        .Select(pair => $"{pair.Key}={pair.Value}"),
                ])
                .Settings(launch.Spec.Process)
                .End();
        }

        return context;
    }

    private LaunchOrder OrderOf(NodeOrder.Launch launch, int context)
    {
        var spec = launch.Spec;
        var places = state.PlacesOf(spec.Owner);
        var task = CommandOf(launch)
            .Render(
                launch.Index,
                new AttemptFacts(
                    launch.Job,
                    launch.Number,
                    launch.MemoryBytes == 0 ? null : launch.MemoryBytes,
                    spec.Tasks[launch.Group].Needs.IsEmpty ? null : places.Job(launch.Job.Value),
                    SlotMark.Text
                )
            );
        var policy = spec.Policies[spec.Tasks[launch.Group].Policy];
        var own = places.OwnDirectory(launch.Job.Value, launch.Attempt.Value);
        var directory = policy.OwnDirectory is null ? task.Directory : own;
        var order = new LaunchOrder
        {
            Attempt = launch.Attempt.Value,
            Job = launch.Job.Value,
            Shape = launch.Shape,
            InPlace = launch.IsInPlace,
            AfterSuccessOnly = spec.MaxFailures is not null,
            Context = context,
            Arguments = task.Argv,
            Directory = directory,
            Environment = variables.Of(launch, task),
            Outputs = [.. task.Outputs.Select(path => Path.Combine(directory, path))],
            MemoryMax = launch.MemoryBytes,
            Stop = policy.Stop,
            Secrets = StartSecrets.Of(launch.Job, spec, task),
            IsRepeated = launch.IsRepeated,
            Copies = task.Copies,
            Start = new()
            {
                Input = task.Input,
                Directory = policy.OwnDirectory,
                Nice = policy.Nice,
                Cpus = launch.Cpus.Count > 0 ? string.Join(',', launch.Cpus) : null,
                Owner = spec.Owner,
            },
            RedirectsErrors = task.RedirectsErrors,
            Terms = IsFar ? TermsOf(launch) : NodeTerms.None,
        };
        return IsFar && task.Inputs is not null ? MovedOrder.Elsewhere(order, own) : order;
    }

    private static NodeTerms TermsOf(NodeOrder.Launch launch) =>
        new() { SelfStopMicros = (long)(launch.SelfStopAfter?.TotalMicroseconds ?? 0), Takes = launch.Takes };

    private CommandLine CommandOf(NodeOrder.Launch launch)
    {
        if (launch.Spec.Tasks[launch.Group].Expansion.Count == 1)
        {
            return CommandLine.Of(launch.Spec, launch.Group);
        }

        // People may have changed the job since.
        if (
            !commands.TryGetValue((launch.Job, launch.Group), out var command)
            || !ReferenceEquals(command.Spec, launch.Spec)
        )
        {
            if (commands.Count >= CommandsMax)
            {
                commands.Clear();
            }

            commands[(launch.Job, launch.Group)] = command = (launch.Spec, CommandLine.Of(launch.Spec, launch.Group));
        }

        return command.Line;
    }
}
