using System.Collections.Immutable;
using System.Text;
using Rota.Core.Jobs.Shells;
using Rota.Core.Model;

namespace Rota.Core.Jobs.Templates;

/// <summary>The command of one task entry with its templates parsed: gives each of its tasks what it runs.</summary>
public sealed class CommandLine
{
    private readonly JobSpec job;
    private readonly int group;
    private readonly TaskSpec task;
    private readonly ImmutableArray<Template> words;
    private readonly ImmutableArray<Template> outputs;
    private readonly ImmutableArray<Template>? inputs;
    private readonly Template? directory;
    private readonly Template? concurrencyKey;
    private readonly TaskEnvironment environment;
    private readonly Interpreter interpreter;

    private CommandLine(JobSpec job, int group)
    {
        this.job = job;
        this.group = group;
        task = job.Tasks[group];
        var policy = job.Policies[task.Policy];
        interpreter =
            task.Command.Kind == CommandKind.Script
                ? Interpreter.Of(task.Command.Words[0]) ?? Interpreter.Shell
                : Interpreter.Shell;
        words = CommandTemplates.Of(task.Command);
        outputs = [.. task.Outputs.Select(output => Template.Parse(output))];
        inputs = policy.Inputs is { } files ? [.. files.Names.Select(name => Template.Parse(name))] : null;
        directory = policy.WorkingDirectory is { } path ? Template.Parse(path) : null;
        concurrencyKey = task.Concurrency is { } concurrency ? Template.Parse(concurrency.Key) : null;
        environment = TaskEnvironment.Of(job, policy);
    }

    /// <summary>The command of an entry, to render many of its tasks.</summary>
    public static CommandLine Of(JobSpec job, int group) => new(job, group);

    /// <summary>Renders one task. For many tasks of one entry keep what <see cref="Of"/> gives.</summary>
    public static RenderedTask Render(JobSpec job, int group, int ordinal, AttemptFacts attempt) =>
        Of(job, group).Render(ordinal, attempt);

    /// <summary>What one task runs.</summary>
    public RenderedTask Render(int ordinal, AttemptFacts attempt)
    {
        var variables = new TaskVariables(job, group, ordinal, attempt);
        var path = directory is null ? job.Directory : Path.Combine(job.Directory, directory.Render(variables));
        return new()
        {
            Argv = task.Command.Kind == CommandKind.Argv ? Arguments(variables) : ForInterpreter(variables),
            Directory = path,
            Environment = environment.Render(variables),
            Outputs = outputs.IsEmpty ? [] : [.. outputs.Select(output => output.Render(variables))],
            Inputs = inputs is { } files ? [.. files.Select(file => file.Render(variables))] : null,
            Input = job.Policies[task.Policy].Input is { } input
                ? new(Rendered(input.File, job.Directory, variables), Rendered(input.Text, variables))
                : null,
            RedirectsErrors = task.RedirectsErrors,
            Copies = task.Copies is { } copies
                ? copies with
                {
                    Output = Rendered(copies.Output, path, variables),
                    Errors = Rendered(copies.Errors, path, variables),
                    Mask = job.Process?.Umask ?? OutputCopies.UsualMask,
                }
                : null,
        };
    }

    /// <summary>The text of one task's concurrency key, the same for all its attempts; empty without a key.</summary>
    public string ConcurrencyKey(int ordinal, JobId id) =>
        concurrencyKey?.Render(new TaskVariables(job, group, ordinal, new AttemptFacts(id, Number: 1))) ?? "";

    private static string? Rendered(string? file, string path, TaskVariables variables) =>
        Rendered(file, variables) is { } rendered ? Path.Combine(path, rendered) : null;

    private static string? Rendered(string? text, TaskVariables variables) =>
        text is null ? null : Template.Parse(text).Render(variables);

    private ImmutableArray<string> Arguments(TaskVariables variables)
    {
        var arguments = ImmutableArray.CreateBuilder<string>(words.Length);
        foreach (var word in words)
        {
            if (
                word.IsAllValues
                && task.Command.Dialect == Dialect.Braces
                && variables.Values is { IsEmpty: false } values
            )
            {
                arguments.AddRange(values, values.Length);
            }
            else
            {
                arguments.Add(word.Render(variables));
            }
        }

        if (AppendsValues(variables))
        {
            arguments.AddRange(variables.Values, variables.Values.Length);
        }

        return arguments.DrainToImmutable();
    }

    private ImmutableArray<string> ForInterpreter(TaskVariables variables)
    {
        if (!interpreter.IsShell)
        {
            // Quoting rules of other languages differ: their text is not touched, values come by the environment.
            return [.. interpreter.Words, words[0].Render(NoVariables.Instance)];
        }

        var text = words[0].Render(variables, Quoting.Shell);
        if (AppendsValues(variables))
        {
            var longer = new StringBuilder(text);
            foreach (var value in variables.Values)
            {
                longer.Append(' ').Append(ShellQuote.Word(value));
            }

            text = longer.ToString();
        }

        return [.. interpreter.Words, text];
    }

    /// <summary>
    /// GNU parallel's rule: a command without placeholders gets the values as its last arguments. Not for arrays, whose
    /// tasks read their index from the environment, as with Slurm.
    /// </summary>
    private bool AppendsValues(TaskVariables variables) =>
        task.Command.Dialect == Dialect.Braces
        && task.Expansion is not (Expansion.Array or Expansion.One)
        && !words.Any(word => word.Uses(variables));
}
