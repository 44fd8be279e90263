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
        switch (option.Name)
        {
            case "array":
                Put("array", text);
                break;
            case "job-name":
                Put("name", text);
                break;
            case "partition":
                Put("queue", text);
                break;
            case "cpus-per-task":
                Put("resources/cpus", text);
                break;
            case "nice":
                Put("priority", BatchValues.Priority(text));
                break;
            case "no-requeue":
                Put("retry", "never");
                break;
            case "mem" when text is "0":
                Note(line, "--mem=0", "without a limit a task may use what there is");
                break;
            case "mem":
                memoryPerCpu = null;
                Put("resources/memory", BatchValues.Megabytes(text));
                break;
            case "mem-per-cpu":
                memoryPerCpu = ($"line {line}: {name}", BatchValues.Megabytes(text));
                break;
            case "time" when BatchValues.IsUnlimited(text):
                options.RemoveAll(known => known.Key == "timeout");
                break;
            case "time":
                Put("timeout", BatchValues.Time(text));
                break;
            case "gpus" or "gpus-per-node" or "gpus-per-task":
                Put("resources/gpus", text[(text.LastIndexOf(':') + 1)..]);
                break;
            case "licenses":
                foreach (var licence in text.Split(','))
                {
                    Put("resources/license", BatchValues.Licence(licence));
                }

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

        void Put(string key, string written) => options.Add(new($"line {line}: {name}", key, written));
    }

    private void AddOther(int line, string option, string name, string text)
    {
        switch (option)
        {
            case "gres":
                foreach (var part in text.Split(','))
                {
                    if (BatchValues.Gpus(part) is { } gpus)
                    {
                        options.Add(new($"line {line}: {name}", "resources/gpus", gpus));
                    }
                    else
                    {
                        Note(line, $"{name} {part}", "GPUs are known, and licences: --licenses");
                    }
                }

                break;
            case "nodes" or "ntasks" or "ntasks-per-node":
                if (text is not ("1" or "1-1"))
                {
                    Refuse(
                        line,
                        $"{name} {text}: a task is one process on this machine",
                        "write --array for more tasks"
                    );
                }

                break;
            case "export":
                Export(line, name, text);
                break;
            case "dependency":
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

    private void Export(int line, string name, string text)
    {
        foreach (var part in text.Split(','))
        {
            if (part.Contains('='))
            {
                options.Add(new($"line {line}: {name}", "env", part));
            }
            else if (part is not ("ALL" or ""))
            {
                Note(line, $"{name} {part}", "a job has your whole environment, without secrets");
            }
        }
    }
}
