using Rota.App.Explaining;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Templates;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Store.Home;

namespace Rota.App.Queues;

/// <summary>The concurrency keys that tasks have in common which run now.</summary>
public static class KeyCases
{
    private const int RunningMax = 10_000;

    /// <summary>All of them, by name, each with who holds it.</summary>
    public static KeyList List(Site site)
    {
        using var queries = site.Open().Read();
        var holders = Holders(queries);
        return new KeyList([
            .. queries
                .Queues.Accounts()
                .Where(use => use is { Account.Kind: AccountKind.ConcurrencyKey, Used: > 0 })
                .OrderBy(use => use.Account.Name, StringComparer.Ordinal)
                .Select(use => View(use.Account.Name, use.Used, holders.GetValueOrDefault(use.Account.Name) ?? [])),
        ]);
    }

    private static KeyView View(string name, long used, List<(string Address, int Limit)> holders)
    {
        string[] first = [.. holders.Take(HoldersView.TasksMax).Select(holder => holder.Address)];
        return new KeyView(
            ShownText.Of(name)!,
            used,
            holders.Count == 0 ? null : holders.Min(holder => holder.Limit),
            new HoldersView(first, (int)Math.Max(0, used - first.Length))
        );
    }

    /// <summary>The tasks that run by their keys: the text of a key may be made of what its task is.</summary>
    private static Dictionary<string, List<(string Address, int Limit)>> Holders(IHomeReader queries)
    {
        var holders = new Dictionary<string, List<(string, int)>>(StringComparer.Ordinal);
        var specs = new Dictionary<JobId, JobSpec?>();
        var lines = new Dictionary<(JobId, int), CommandLine>();
        foreach (var (job, row) in queries.Live.Running(null, RunningMax))
        {
            if (!specs.TryGetValue(job, out var spec))
            {
                specs[job] = spec = queries.Spec(job);
            }

            if (spec?.Tasks[row.Group].Concurrency is not { } concurrency)
            {
                continue;
            }

            if (!lines.TryGetValue((job, row.Group), out var line))
            {
                lines[(job, row.Group)] = line = CommandLine.Of(spec, row.Group);
            }

            var key = line.ConcurrencyKey(row.Index, job);
            if (!holders.TryGetValue(key, out var list))
            {
                holders[key] = list = [];
            }

            list.Add((Words.Address(job, spec.Tasks[row.Group], row.Index), concurrency.Limit));
        }

        return holders;
    }
}
