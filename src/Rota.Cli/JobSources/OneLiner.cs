using System.Collections.Immutable;
using Rota.Cli.Commands;
using Rota.Core.Bytes;
using Rota.Core.JobFiles;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Templates;

namespace Rota.Cli.JobSources;

/// <summary>Makes a job of one command and what it is to be run for, as GNU parallel, xargs and sbatch do.</summary>
internal sealed class OneLiner(Invocation cli, SubmitOptions options, CommandTail tail, JobFileContext context)
{
    public JobSpec Read()
    {
        var words = cli.Get(options.Words) ?? [];
        var expansion = new InputLists(cli, options, tail, context).Read(out var throttle);
        var command = tail.Program is { Count: > 0 } program
            ? new Command
            {
                Kind = CommandKind.Argv,
                Words = [.. words, .. program],
                Dialect = Dialect.Braces,
            }
            : new Command
            {
                Kind = CommandKind.Shell,
                Words = [string.Join(' ', words)],
                Dialect = Dialect.Braces,
            };
        if (command.Words is [""] or [])
        {
            throw Usage("no command", "try: rota run -- PROGRAM ARGUMENT");
        }

        var name = ByteText.Visible(Path.GetFileName(command.Words[0].Split(' ')[0]));
        return new JobSpec
        {
            Name = name,
            Directory = context.Directory,
            Environment = JobEnvironment.Of(context.Capture.Environment, []),
            LeftOut = [.. context.Capture.LeftOut],
            Policies = [Policy()],
            Tasks =
            [
                new TaskSpec
                {
                    Id = IdOf(name),
                    Command = command,
                    Expansion = expansion,
                    MaxParallel = throttle,
                },
            ],
        };
    }

    private static string IdOf(string name)
    {
        var id = new string([
            .. name.Select(character =>
                char.IsAsciiLetterOrDigit(character) || character is '-' or '_' ? character : '_'
            ),
        ]);
        return id.Length > 0 && char.IsAsciiLetter(id[0]) ? id : "task";
    }

    private TaskPolicy Policy()
    {
        var attempts = cli.Get(options.Retries);
        if (attempts is < 1)
        {
            throw Usage($"--retries {attempts}: attempts in all, at least 1");
        }

        return new TaskPolicy
        {
            Resources = Resources(),
            Retry = attempts is { } count ? RetryPolicy.Default with { MaxAttempts = count } : RetryPolicy.Default,
            Timeout =
                cli.Get(options.Timeout) is not { } text ? null
                : Duration.TryParse(text, out var timeout) ? timeout
                : throw Usage($"--timeout {text}", Duration.Form),
        };
    }

    private ResourceRequest Resources()
    {
        var (cpus, memory, gpus) = (cli.Get(options.Cpus), cli.Get(options.Memory), cli.Get(options.Gpus));
        var licences = Pairs.Read(cli.Get(options.Licences), "--license");
        if (cpus is null && memory is null && gpus is null && licences.Count == 0)
        {
            return ResourceRequest.OneSlot;
        }

        if (cpus is <= 0 or > 100_000 or double.NaN)
        {
            throw Usage($"--cpus {cpus}: more than 0, as 0.5 or 4");
        }

        var bytes = 0L;
        if (memory is not null && !ByteSize.TryParse(memory, out bytes))
        {
            throw Usage($"--memory {memory}", ByteSize.Form);
        }

        return new ResourceRequest
        {
            MilliCpus = (long)((cpus ?? 1) * 1000),
            MemoryBytes = bytes,
            Gpus = gpus ?? 0,
            Licences = licences.ToImmutableSortedDictionary(
                pair => pair.Key,
                pair =>
                    long.TryParse(pair.Value, out var count) && count > 0
                        ? count
                        : throw Usage($"--license {pair.Key}={pair.Value}: a number above 0")
            ),
        };
    }

    /// <summary>The refusal of an option, with what to write instead.</summary>
    public static CommandFailure Usage(string message, params string[] details) =>
        new(ExitCode.BadInput, "usage", message, details);
}
