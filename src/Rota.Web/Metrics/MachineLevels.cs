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
        [Capacity(queries), Reserved(queries), .. Files(state), Build(site)];

    private static MetricFamily Capacity(IHomeReader queries)
    {
        var family = Level(
            "rota.node_capacity",
            "",
            "What the node has to give: CPUs and GPUs by number, memory in bytes"
        );
        if (queries.NodeCapacity() is { } capacity)
        {
            Take(family, "slots", capacity.Slots);
            Take(family, "cpus", capacity.MilliCpus / Thousandths);
            Take(family, "memory", capacity.MemoryBytes);
            Take(family, "gpus", capacity.Gpus.Length);
            foreach (var (name, count) in capacity.Licences)
            {
                Take(family, $"licence {name}", count);
            }
        }

        return family;
    }

    private static MetricFamily Reserved(IHomeReader queries)
    {
        var family = Level("rota.node_reserved", "", "What live attempts hold of it");
        var held = queries.Live.Held();
        Take(family, "slots", held.GetValueOrDefault(AccountId.Slots(NodeId.Home)));
        Take(family, "cpus", held.GetValueOrDefault(AccountId.Cpus(NodeId.Home)) / Thousandths);
        Take(family, "memory", held.GetValueOrDefault(AccountId.Memory(NodeId.Home)));
        Take(family, "gpus", held.Where(one => one.Key.Kind == AccountKind.Gpu).Sum(one => one.Value) / Thousandths);
        foreach (var (account, used) in held.Where(one => one.Key.Kind == AccountKind.Licence))
        {
            Take(family, $"licence {account.Name}", used);
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

    private static void Take(MetricFamily family, string resource, double amount) =>
        family.Take(amount, Tag("rota.node", NodeId.Home.ToString()), Tag(Resource, resource));

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);

    private static MetricFamily Level(string name, string unit, string help) => new(name, unit, help, MetricKind.Level);
}
