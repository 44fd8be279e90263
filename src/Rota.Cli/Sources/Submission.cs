using Rota.App.Local;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Secrets;
using Rota.Core.Model;
using Rota.Linux.Clocks;
using Rota.Linux.Files;
using Rota.Linux.Processes;
using Rota.Store.Local;

namespace Rota.Cli.Sources;

/// <summary>What a job has of this process and this machine.</summary>
internal static class Submission
{
    /// <summary>What every job is read against: this process's environment, and this machine's files.</summary>
    /// <exception cref="ProblemException">The directory is not there.</exception>
    public static JobFileContext From(
        string directory,
        IReadOnlyDictionary<string, string> parameters,
        SecretOptions? variables = null,
        bool isHere = true
    ) =>
        new()
        {
            Directory = isHere ? Existing(OwnPath.Full(directory)) : OwnPath.Full(directory),
            Capture = Capture
                .Of(
                    OwnEnvironment.Variables.Where(entry => entry.Key != OwnSettings.OpenFilesVariable),
                    variables?.Kept ?? []
                )
                .Without(variables?.Secrets.Select(secret => secret.Name) ?? []),
            ParamOverrides = parameters,
            Files = new InputFiles(AwaitedInput.Announce),
            Zones = new SystemTimeZones(),
            Now = Instant.From(TimeProvider.System.GetUtcNow()),
        };

    /// <summary>What a job file is read against: it may start from where it lies, unless -C is there.</summary>
    public static JobFileContext OfFile(string path, JobFileContext context, Invocation cli, SubmitOptions options) =>
        context with
        {
            FileDirectory =
                cli.Get(options.Directory) is not null ? null
                : path == "-" ? OwnPath.Current
                : Path.GetDirectoryName(OwnPath.Full(path)),
            AllowsEmptyLists = cli.Get(options.IfEmpty) == "ok",
        };

    /// <summary>A job whose directory is there.</summary>
    /// <exception cref="ProblemException">It is not.</exception>
    public static JobSpec InPlace(JobSpec job) => job with { Directory = Existing(job.Directory) };

    private static string Existing(string directory) =>
        ByteFiles.IsDirectory(directory)
            ? directory
            : throw new ProblemException(
                ProblemCodes.NoSuchDirectory,
                ByteFiles.IsThere(directory)
                    ? $"{directory} is a file, not a directory"
                    : $"there is no directory {directory}",
                "tasks start in the one that -C names, else in the one you are in"
            );

    /// <summary>A job whose tasks start with what else this process was started with.</summary>
    public static JobSpec WithSettings(JobSpec job) => job with { Process = OwnSettings.Capture() };
}
