using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.Core.JobFiles.Editing;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Secrets;

namespace Rota.App.Specs;

/// <summary>Tells what a job is.</summary>
public static class SpecCases
{
    private const string Masked = "(masked: its name or its text looks like a secret)";

    /// <summary>What a job is.</summary>
    /// <exception cref="ProblemException">There is no such job.</exception>
    public static JobSpecView Of(Site site, string address)
    {
        using var queries = site.Open().Read();
        var id = JobAddress.Look(queries, address).Id;
        var spec = queries.Spec(id)!;
        var entries = Enumerable.Range(0, spec.Tasks.Length).ToLookup(entry => EntryFileWriter.CanWrite(spec, entry));
        return new JobSpecView
        {
            Job = id.Value,
            File = EntryFileWriter.Write(spec, entries[true], []),
            LeftOut = [.. entries[false].Select(entry => Shown(spec.Tasks[entry].Id))],
            Entries = [.. spec.Tasks.Select(task => View(spec, task))],
            Directory = Shown(spec.Directory),
            Params = spec.Params.ToDictionary(one => one.Key, one => Shown(one.Value)),
            Environment = spec.Stated.ToDictionary(
                one => Shown(one.Key),
                one => SecretNames.IsSecret(one.Key, one.Value) ? Masked : Shown(one.Value)
            ),
            Captured = [.. spec.Environment.Keys.Where(name => !spec.Stated.ContainsKey(name)).Select(Shown)],
            Secrets = [.. spec.Secrets.Select(secret => Shown(secret.Name))],
        };
    }

    private static EntryView View(JobSpec spec, TaskSpec task) =>
        new(
            Shown(task.Id),
            task.Expansion.Count,
            [
                .. task.Needs.Select(need =>
                    need.Condition == NeedCondition.Succeeded && need.MinSuccessPercent >= 100
                        ? Shown(spec.Tasks[need.Task].Id)
                        : $"{Shown(spec.Tasks[need.Task].Id)} {need.Condition.ToString().ToLowerInvariant()}"
                ),
            ],
            task.IsFinally
        );

    private static string Shown(string text) => ShownText.Of(text)!;
}
