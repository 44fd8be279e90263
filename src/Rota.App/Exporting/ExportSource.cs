using System.Collections.Immutable;
using Rota.App.Jobs;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Naming;
using Rota.Core.Jobs.Templates;
using Rota.Core.Model;
using Rota.Core.Results;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Records;

namespace Rota.App.Exporting;

/// <summary>The attempts of a job with what all formats need of them.</summary>
internal sealed class ExportSource(IHomeReader queries, JobRow job, StateDirectory? state = null)
{
    private readonly Dictionary<int, CommandLine> commands = [];
    private readonly IReadOnlyDictionary<NodeId, string> nodes = queries.NodeNames();

    public JobRow Job { get; } = job;

    public JobSpec Spec { get; } = queries.Spec(job.Id)!;

    public IEnumerable<AttemptRow> Attempts => queries.Attempts.Of(Job.Id);

    public TaskSpec TaskOf(AttemptRow attempt) => Spec.Tasks[attempt.Group];

    public long? IndexOf(AttemptRow attempt) =>
        TaskOf(attempt).Expansion.IsIndexed ? TaskOf(attempt).Expansion.Label(attempt.Index) : null;

    public string NameOf(AttemptRow attempt) => Words.Task(TaskOf(attempt), attempt.Index);

    /// <summary>The parameters of a task, by name.</summary>
    public IReadOnlyDictionary<string, string> ParametersOf(int group, int index)
    {
        var parameters = new TaskParameters(Spec.Tasks[group]);
        return parameters.Names.Index().ToDictionary(one => one.Item, one => parameters.Value(one.Index, index));
    }

    public ParamsView ParamsOf(AttemptRow attempt) => ParamsView.Of(TaskOf(attempt), attempt.Index);

    /// <summary>Name of the machine with the home.</summary>
    public string Host => NodeWords.Name(nodes, queries.OwnNode()?.Id ?? NodeId.Home);

    /// <summary>Name of the node that it ran on.</summary>
    public string NodeOf(AttemptRow attempt) => NodeWords.Name(nodes, attempt.Node);

    /// <summary>The command as it was started, as people write it in a shell.</summary>
    public string CommandOf(AttemptRow attempt) => CommandOf(attempt.Group, attempt.Index, attempt.Number);

    /// <summary>The command of a task's attempt, as people write it in a shell.</summary>
    public string CommandOf(int group, int index, int number) => ShellWords.Line(ArgumentsOf(group, index, number));

    /// <summary>The command as a text that does the same where <c>sh -c</c> runs it.</summary>
    public string ShellTextOf(AttemptRow attempt) =>
        ShellWords.Command(ArgumentsOf(attempt.Group, attempt.Index, attempt.Number));

    /// <summary>The names that results of the job have, in the order in which they are met.</summary>
    public string[] ResultNames =>
        [
            .. queries
                .Attempts.WithResult(Job.Id)
                .SelectMany(attempt => ResultObject.Values(attempt.Reported!.Result))
                .Select(value => value.Name)
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>What an attempt has under each of these names.</summary>
    public static IEnumerable<string?> ResultsOf(AttemptRow attempt, string[] names)
    {
        var values = ResultObject
            .Values(attempt.Reported?.Result)
            .ToDictionary(value => value.Name, value => value.Text);
        return names.Select(name => values.GetValueOrDefault(name));
    }

    /// <summary>The attempt as programs see it.</summary>
    public AttemptView ViewOf(AttemptRow attempt)
    {
        var command = CommandOf(attempt);
        return new AttemptView
        {
            Task = TaskOf(attempt).Id,
            Index = IndexOf(attempt),
            Label = NameOf(attempt),
            Params = ParamsOf(attempt),
            ParamsBase64 = ParamsView.BytesOf(TaskOf(attempt), attempt.Index),
            Attempt = attempt.Number,
            State = attempt.Outcome,
            Node = NodeOf(attempt),
            Started = attempt.Started,
            Ended = attempt.Ended,
            ExitCode = attempt.ExitCode,
            Signal = attempt.Signal,
            Reason = ShownText.Of(attempt.Reason),
            ReasonBase64 = ShownText.Bytes(attempt.Reason),
            ProgressValues = ShownResult.Numbers(attempt.Reported?.Progress),
            Result = ShownResult.Json(attempt.Reported),
            ResultProblem = attempt.Reported?.Problem,
            CpuSeconds = attempt.CpuMicros / 1e6,
            PeakMemoryBytes = attempt.PeakMemoryBytes,
            Command = ShownText.Of(command)!,
            CommandBase64 = ShownText.Bytes(command),
        };
    }

    private ImmutableArray<string> ArgumentsOf(int group, int index, int number)
    {
        if (!commands.TryGetValue(group, out var command))
        {
            commands[group] = command = CommandLine.Of(Spec, group);
        }

        return command
            .Render(
                index,
                new AttemptFacts(Job.Id, number, JobDirectory: state?.PlacesOf(Spec.Owner).Job(Job.Id.Value))
            )
            .Argv;
    }
}
