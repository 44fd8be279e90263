using System.Collections.Immutable;

namespace Rota.Core.JobFiles.Batch;

/// <summary>What options of sbatch come to.</summary>
internal sealed class BatchMeaning
{
    private readonly List<JobOption> options = [];
    private readonly ImmutableArray<string>.Builder notes = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder problems = ImmutableArray.CreateBuilder<string>();
    private BatchScript script = new();
    private (string Option, string Value)? memoryPerCpu;

    /// <summary>All of it.</summary>
    public BatchScript Script()
    {
        if (memoryPerCpu is var (option, each))
        {
            var cpus = options.FindLast(known => known.Key == "resources/cpus")?.Value ?? "1";
            options.Add(new(option, "resources/memory", BatchValues.Times(each, cpus)));
        }

        return script with
        {
            Options = [.. options],
            Notes = notes.ToImmutable(),
            Problems = problems.ToImmutable(),
        };
    }

    /// <summary>What cannot be submitted.</summary>
    public void Refuse(int line, string message, string hint) => problems.Add($"line {line}: {message}; {hint}");

    /// <summary>What is not done.</summary>
    public void Note(int line, string what, string instead) => notes.Add($"line {line}: {what} is not done: {instead}");

    /// <summary>One option more.</summary>
    public void Add(int line, BatchOption option, string name, string? value)
    {
        if (option.Instead is { } instead)
        {
            if (instead.Length > 0)
            {
                Note(line, name, instead);
            }

            return;
        }

        var text = value ?? "";
        options.AddRange(
            BatchKeys.Of(option.Name, text).Select(said => new JobOption($"line {line}: {name}", said.Key, said.Value))
        );
        switch (option.Name)
        {
            case "array" or "job-name" or "partition" or "cpus-per-task" or "nice" or "no-requeue" or "licenses":
            case "gpus" or "gpus-per-node" or "gpus-per-task":
                break;
            case "mem" when text is "0":
                Note(line, "--mem=0", "without a limit a task may use what there is");
                break;
            case "mem":
                memoryPerCpu = null;
                break;
            case "mem-per-cpu":
                memoryPerCpu = ($"line {line}: {name}", BatchValues.Megabytes(text));
                break;
            case "time" when BatchValues.IsUnlimited(text):
                options.RemoveAll(known => known.Key == "timeout");
                break;
            case "time":
                break;
            case "chdir":
                script = script with { Directory = text };
                break;
            case "output":
                script = script with { Output = text };
                break;
            case "error":
                script = script with { Errors = text };
                break;
            case "open-mode":
                script = script with { Appends = text is "append" or "a" };
                break;
            default:
                AddOther(line, option.Name, name, text);
                break;
        }
    }

    private void AddOther(int line, string option, string name, string text)
    {
        switch (option)
        {
            case "gres":
                foreach (var part in text.Split(',').Where(part => BatchValues.Gpus(part) is null))
                {
                    Note(line, $"{name} {part}", "GPUs are known, and licences: --licenses");
                }

                break;
            case "export":
                foreach (var part in text.Split(',').Where(part => !part.Contains('=') && part is not ("ALL" or "")))
                {
                    Note(line, $"{name} {part}", "a job has your whole environment, without secrets");
                }

                break;
            case "nodes" or "ntasks" or "ntasks-per-node" when text is "1" or "1-1":
                break;
            case "nodes" or "ntasks" or "ntasks-per-node":
                Refuse(line, $"{name} {text}: a task is one process on this machine", "write --array for more tasks");
                break;
            case "dependency":
                AddDependency(line, name, text);
                break;
            case "begin":
                var delay = BatchValues.Delay(text);
                script = script with { At = delay is null ? BatchValues.Moment(text) : null, Delay = delay };
                break;
            default:
                Refuse(line, $"{name} goes with no script", "rota submit 'COMMAND'");
                break;
        }
    }

    private void AddDependency(int line, string name, string text)
    {
        var after = BatchValues.Dependencies(text, out var mistake);
        if (mistake is null)
        {
            options.Add(new($"line {line}: {name}", "after", string.Join(',', after)));
        }
        else
        {
            Refuse(
                line,
                $"{name} {text}: {mistake}",
                "afterok, afterany and afternotok with numbers of jobs are known"
            );
        }
    }
}
