using System.Collections.Immutable;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Core.Bytes;
using Rota.Core.JobFiles;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Checks;
using Rota.Core.Jobs.Templates;
using Rota.Linux.Processes;

namespace Rota.Cli.Sources;

/// <summary>Makes a job of one command and what it is to be run for, as GNU parallel, xargs and sbatch do.</summary>
internal sealed class OneLiner(
    Invocation cli,
    SubmitOptions options,
    CommandTail tail,
    JobFileContext context,
    JobOptionValues values,
    (string Joblog, bool WithFailed)? resume = null
)
{
    /// <summary>The numbers of its tasks where some were left out; null for 1 and so on.</summary>
    public ImmutableArray<int>? Numbers { get; private set; }

    /// <summary>The job.</summary>
    public JobSpec Read()
    {
        var command = tail.IsProgram
            ? new Command
            {
                Kind = CommandKind.Argv,
                Words = [.. tail.Words],
                Dialect = Dialect.Braces,
            }
            : new Command
            {
                Kind = CommandKind.Shell,
                Words = [string.Join(' ', tail.Words)],
                Dialect = Dialect.Braces,
            };
        if (command.Words is [""] or [])
        {
            throw Usage("no command", "try: rota run -- PROGRAM ARGUMENT");
        }

        var expansion = new InputLists(cli, options, tail, context, values).Read(
            CommandCheck.UsesInputs(command),
            out var throttle
        );
        if (resume is var (joblog, withFailed))
        {
            if (command.Words.Any(word => word.Contains("{#}", StringComparison.Ordinal)))
            {
                throw Usage(
                    "{#} would have other numbers in a run that goes on",
                    "leave it out, or leave --resume out"
                );
            }

            var all = expansion.Count;
            Numbers = Resumption.Left(joblog, all, withFailed);
            expansion = Numbers.Value.IsEmpty
                ? throw new NothingLeftException($"nothing to run: {joblog} has all {all} tasks")
                : Resumption.Of(expansion, Numbers.Value);
        }

        if (CommandCheck.Problems(command, expansion, IsVariable) is [var (message, hint), ..] problems)
        {
            throw problems.Length == 1
                ? Usage(message, hint)
                : Usage(
                    $"the command has {problems.Length} placeholders that cannot be filled in",
                    [.. problems.Select(problem => $"{problem.Message}; {problem.Hint}")]
                );
        }

        var name = ByteText.Visible(Path.GetFileName(command.Words[0].Split(' ')[0]));
        var task = new TaskSpec
        {
            Id = IdOf(name),
            Command = command,
            Expansion = expansion,
            MaxParallel = throttle,
        };
        return JobOf(name, task, context, values);
    }

    /// <summary>The job of one command, in the directory and with the variables of who submits it.</summary>
    public static JobSpec JobOf(string name, TaskSpec task, JobFileContext context, JobOptionValues values) =>
        new()
        {
            Name = name,
            Directory = context.Directory,
            Environment = JobEnvironment.Of(context.Capture.Environment, []),
            LeftOut = [.. context.Capture.LeftOut],
            Policies = [values.Policy],
            Tasks = [values.RedirectsErrors ? task with { RedirectsErrors = true } : task],
        };

    private bool IsVariable(string name) =>
        context.Capture.Environment.ContainsKey(name)
        || context.Capture.LeftOut.Contains(name)
        || values.Environment.ContainsKey(name)
        || OwnEnvironment.Variables.Any(entry => entry.Key == name);

    /// <summary>The id of a task that is called like a program.</summary>
    public static string IdOf(string name)
    {
        var id = new string([
            .. name.Select(character =>
                char.IsAsciiLetterOrDigit(character) || character is '-' or '_' ? character : '_'
            ),
        ]);
        return id.Length > 0 && char.IsAsciiLetter(id[0]) ? id : "task";
    }

    /// <summary>The refusal of a line without a command.</summary>
    public static ProblemException NothingToRun() =>
        Usage(
            "nothing to run",
            "try: rota run job.yaml",
            "try: rota run -j 4 'gzip -k {}' ::: *.log",
            "try: rota run --array 0-9 -- ./sim.sh"
        );

    /// <summary>The refusal of an option, with what to write instead.</summary>
    public static ProblemException Usage(string message, params string[] details) =>
        new(ProblemCodes.Usage, message, details);
}
