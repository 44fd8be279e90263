using System.Collections.Immutable;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Notation;
using Rota.Core.JobFiles.Scopes;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs;
using Rota.Core.Problems;

namespace Rota.Core.JobFiles.Reading;

/// <summary>
/// Reads the keys that <c>defaults</c> and task entries have in common. An entry's own value replaces the default as a
/// whole, but for <c>env</c>, which is merged by name.
/// </summary>
internal static class PolicyReader
{
    private static readonly string[] Keys = [.. JobFileKeys.Defaults.Keys.Where(key => key != "if_empty")];
    private static readonly ImmutableArray<string> StopTargets = ["all", "leader"];

    /// <summary>The policy; the very same object as the defaults where the entry has none of the keys.</summary>
    public static TaskPolicy Read(Session session, Fields fields, TaskPolicy defaults, NameScope scope)
    {
        if (Array.TrueForAll(Keys, key => fields[key] is null))
        {
            return defaults;
        }

        if (fields["working_dir"] is ScalarNode directory)
        {
            TemplateCheck.Argument(session, directory, directory.Text, scope);
        }

        if (fields["dir"] is { } own && fields["working_dir"] is not null)
        {
            session.Problems.Add(
                own.At,
                "a task runs in a directory of its own or in working_dir, not in both",
                "keep one of the two; $ROTA_JOB_DIR is the directory of the job"
            );
        }

        // An entry that states one of the two has not the other of the defaults.
        var statesPlace = fields["dir"] is not null || fields["working_dir"] is not null;
        var policy = new TaskPolicy
        {
            Resources = fields["resources"] is { } resources
                ? ResourceReader.Read(session, resources)
                : defaults.Resources,
            Nodes = NodesReader.Read(session, fields, defaults.Nodes),
            Retry = fields["retry"] is { } retry ? RetryReader.Read(session, retry) : defaults.Retry,
            Timeout = fields["timeout"] is { } timeout
                ? session.Values.Duration(timeout, "timeout", canBeZero: false)
                : defaults.Timeout,
            Stop = fields["stop"] is { } stop ? Stop(session, stop) : defaults.Stop,
            OnDisconnect = fields["on_disconnect"] is { } cut
                ? DisconnectReader.Read(session, cut)
                : defaults.OnDisconnect,
            WorkingDirectory =
                fields["working_dir"] is { } path ? session.Values.Text(path, "working_dir")
                : statesPlace ? null
                : defaults.WorkingDirectory,
            OwnDirectory =
                fields["dir"] is { } dir ? StartReader.Directory(session, dir)
                : statesPlace ? null
                : defaults.OwnDirectory,
            Input = fields["stdin"] is { } input ? StartReader.Input(session, input, scope) : defaults.Input,
            Inputs = fields["inputs"] is { } files ? InputsReader.Read(session, files, scope) : defaults.Inputs,
            Nice = fields["nice"] is { } nice ? StartReader.Nice(session, nice) : defaults.Nice,
            Environment = fields["env"] is { } environment
                ? defaults.Environment.SetItems(TextMapReader.Environment(session, environment, scope))
                : defaults.Environment,
        };
        DisconnectReader.Check(session, fields["on_disconnect"] ?? fields["stop"], policy);
        InputsReader.Check(session, fields["inputs"] ?? fields["dir"], policy);
        return policy;
    }

    private static StopPolicy Stop(Session session, Node node)
    {
        if (Fields.Of(node, JobFileKeys.Stop, "stop", session.Problems) is not { } fields)
        {
            return StopPolicy.Default;
        }

        var signal = fields["signal"] is { } signalNode ? SignalOf(session, signalNode) : StopPolicy.Default.Signal;
        var grace = fields["grace"] is { } graceNode
            ? session.Values.Duration(graceNode, "grace")
            : StopPolicy.Default.Grace;
        var target = fields["to"] is { } to ? session.Values.Word(to, "to", StopTargets) : null;
        return new(
            signal ?? StopPolicy.Default.Signal,
            grace ?? StopPolicy.Default.Grace,
            ToLeader: target is { } word && StopTargets[word] == "leader"
        );
    }

    private static int? SignalOf(Session session, Node node) =>
        node is ScalarNode scalar && Signal.TryParse(scalar.Text, out var signal)
            ? signal
            : session.Values.Refuse<int?>(
                node,
                $"signal must be the name or number of a signal, not {node.Kind}",
                node is ScalarNode { IsNull: false } typed
                && Nearest.Of(typed.Text.Replace("SIG", "", StringComparison.OrdinalIgnoreCase), Signal.Names)
                    is { } nearest
                    ? $"did you mean SIG{nearest}?"
                    : "write SIGTERM, TERM or 15"
            );
}
