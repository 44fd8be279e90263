using System.Reflection;
using Rota.App;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Instruments.Series;
using Rota.Store.Home;
using Rota.Store.Local;

namespace Rota.Web.Metrics;

/// <summary>What the node has, how much of it is held, what the home's files take, and what program this is.</summary>
internal static class MachineLevels
{
    private const string Resource = "rota.resource";
    private const double Thousandths = 1_000;

    /// <summary>The version of this program.</summary>
    public static string Version { get; } =
        typeof(MachineLevels).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "";

    /// <summary>The levels of this moment.</summary>
    public static IEnumerable<MetricFamily> Of(Site site, StateDirectory state, IHomeReader queries) =>
        [.. Node(queries, queries.OwnNode()?.Id ?? NodeId.Home), .. Files(state), Build(site)];

    private static IEnumerable<MetricFamily> Node(IHomeReader queries, NodeId node) =>
        [Capacity(queries, node), Reserved(queries, node)];

    private static MetricFamily Capacity(IHomeReader queries, NodeId node)
    {
        var family = Level(
            "rota.node_capacity",
            "",
            "What the node has to give: CPUs and GPUs by number, memory in bytes"
        );
        if (queries.NodeCapacity() is { } capacity)
        {
            Take(family, node, "slots", capacity.Slots);
            Take(family, node, "cpus", capacity.MilliCpus / Thousandths);
            Take(family, node, "memory", capacity.MemoryBytes);
            Take(family, node, "gpus", capacity.Gpus.Length);
            foreach (var (name, count) in capacity.Licences)
            {
                Take(family, node, $"licence {name}", count);
            }
        }

        return family;
    }

    private static MetricFamily Reserved(IHomeReader queries, NodeId node)
    {
        var family = Level("rota.node_reserved", "", "What live attempts hold of it");
        var held = queries.Live.Held();
        Take(family, node, "slots", held.GetValueOrDefault(AccountId.Slots(node)));
        Take(family, node, "cpus", held.GetValueOrDefault(AccountId.Cpus(node)) / Thousandths);
        Take(family, node, "memory", held.GetValueOrDefault(AccountId.Memory(node)));
        Take(
            family,
            node,
            "gpus",
            held.Where(one => one.Key.Kind == AccountKind.Gpu).Sum(one => one.Value) / Thousandths
        );
        foreach (var (account, used) in held.Where(one => one.Key.Kind == AccountKind.Licence))
        {
            Take(family, node, $"licence {account.Name}", used);
        }

        return family;
    }

    private static IEnumerable<MetricFamily> Files(StateDirectory state)
    {
        var size = Level("rota.store.size", "By", "The files of the home store, its log included");
        var log = Level("rota.store.wal", "By", "The log of the home store that is not folded into it yet");
        var files = new DirectoryInfo(state.Path).GetFiles(StateDirectory.DatabaseName + "*");
        size.Take(files.Where(file => !file.Name.Contains("schema", StringComparison.Ordinal)).Sum(LengthOf));
        log.Take(files.Where(file => file.Name.EndsWith("-wal", StringComparison.Ordinal)).Sum(LengthOf));
        return [size, log];
    }

    /// <summary>The database takes files of its own away as it likes.</summary>
    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }

    private static MetricFamily Build(Site site)
    {
        var family = Level("rota.build_info", "", "1, with the version of this program and of its database");
        family.Take(1, Tag("rota.version", Version), Tag($"rota.{site.Homes.Engine}", site.Homes.EngineVersion));
        return family;
    }

    private static void Take(MetricFamily family, NodeId node, string resource, double amount) =>
        family.Take(amount, Tag("rota.node", node.ToString()), Tag(Resource, resource));

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);

    private static MetricFamily Level(string name, string unit, string help) => new(name, unit, help, MetricKind.Level);
}
