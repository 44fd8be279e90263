using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Problems;

namespace Rota.Core.JobFiles;

/// <summary>
/// Options as the nodes a job file would have for them; the line of a node is the number of its option.
/// </summary>
internal sealed class OptionTree
{
    private const string Resources = "resources";

    // In a job file these stand in quotes or not; of an option every text is one.
    private static readonly string[] Texts = ["name", "queue", "budget", "after", "stdin"];
    private static readonly string[] Maps = ["tags", "env"];
    private static readonly string[] Labels = ["requires", "prefers"];

    private readonly Dictionary<string, Dictionary<string, (ScalarNode Key, Node Value)>> mappings = new()
    {
        ["job"] = [],
        ["task"] = [],
    };

    public OptionTree(IReadOnlyList<JobOption> options, ProblemList problems)
    {
        for (var number = 0; number < options.Count; number++)
        {
            Add(options[number], new Place(number + 1, 1), problems);
        }
    }

    /// <summary>What belongs to the job.</summary>
    public MappingNode Job => Mapping("job", [.. Maps]);

    /// <summary>What belongs to its one task entry.</summary>
    public MappingNode Task => Mapping("task", [Resources, .. Labels]);

    private void Add(JobOption option, Place at, ProblemList problems)
    {
        var parts = option.Key.Split('/', 2);
        if (parts is [Resources, var resource] && JobFileKeys.Resources.OpenPrefix?.TrimEnd('/') != resource)
        {
            Put(Resources, resource, new ScalarNode(at, option.Value, isPlain: true));
            return;
        }

        if (Labels.Contains(option.Key))
        {
            PutLabel(option, at);
            return;
        }

        if (parts.Length == 1 && !Maps.Contains(option.Key))
        {
            var owner = JobFileKeys.Job.Allows(option.Key) ? "job" : "task";
            Put(owner, option.Key, new ScalarNode(at, option.Value, isPlain: !Texts.Contains(option.Key)));
            return;
        }

        var equals = option.Value.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            problems.Add(at, "it has no name with a value", "write it as NAME=VALUE");
            return;
        }

        var (name, value) = (option.Value[..equals], option.Value[(equals + 1)..]);
        if (parts is [Resources, _])
        {
            Put(Resources, JobFileKeys.Resources.OpenPrefix + name, new ScalarNode(at, value, isPlain: true));
        }
        else
        {
            Put(option.Key, name, new ScalarNode(at, value, isPlain: false));
        }
    }

    /// <summary><c>LABEL=VALUE,VALUE</c>, or a label alone for any value, with ! before it for none.</summary>
    private void PutLabel(JobOption option, Place at)
    {
        var parts = option.Value.Split('=', 2);
        if (parts is [var label])
        {
            var isNone = label.StartsWith('!');
            Put(option.Key, label[(isNone ? 1 : 0)..], new ScalarNode(at, isNone ? "false" : "true", isPlain: true));
            return;
        }

        Node[] values = [.. parts[1].Split(',').Select(value => new ScalarNode(at, value, isPlain: false))];
        Put(option.Key, parts[0], new SequenceNode(at, [.. values], values.Length + 1, 1));
    }

    // Stated twice, the last one counts.
    private void Put(string mapping, string key, Node value)
    {
        if (!mappings.TryGetValue(mapping, out var entries))
        {
            mappings.Add(mapping, entries = []);
        }

        entries[key] = (new ScalarNode(value.At, key, isPlain: false), value);
    }

    private MappingNode Mapping(string name, string[] inner)
    {
        var entries = mappings[name].Values.ToList();
        foreach (var key in inner.Where(mappings.ContainsKey))
        {
            var below = Mapping(key, []);
            entries.Add((new ScalarNode(below.At, key, isPlain: false), below));
        }

        var at = entries.Count > 0 ? entries[0].Key.At : Place.Start;
        return new MappingNode(at, [.. entries], entries.Count + 1, 1);
    }
}
