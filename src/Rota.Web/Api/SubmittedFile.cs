using Rota.App;
using Rota.App.Local;
using Rota.App.Problems;
using Rota.App.Submitting;
using Rota.App.Wording;
using Rota.Core.JobFiles;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Jobs.Secrets;
using Rota.Instruments.Tracing;
using Rota.Linux.Clocks;
using Rota.Linux.Files;
using Rota.Linux.Processes;
using Rota.Linux.Services;
using Rota.Linux.Users;
using Rota.Web.Access;

namespace Rota.Web.Api;

/// <summary>A job file that comes over HTTP: read here, against the files and the time zones of this machine.</summary>
internal static class SubmittedFile
{
    private static readonly HashSet<string> None = [];

    /// <summary>Those of the daemon, without what was meant for it alone.</summary>
    private static readonly Lazy<Dictionary<string, string>> DaemonVariables = new(() =>
        OwnEnvironment
            .Variables.Where(entry =>
                !Supervisor.OwnVariables.Contains(entry.Key) && !TraceVariables.All.Contains(entry.Key)
            )
            .ToDictionary(StringComparer.Ordinal)
    );

    /// <summary>The submission of a body.</summary>
    /// <param name="site">The state.</param>
    /// <param name="body">What was sent.</param>
    /// <param name="owner">The user whose job it is to be: they get nothing that the daemon has. Or null.</param>
    /// <exception cref="ProblemException">The file is wrong; each mistake has its place.</exception>
    public static SubmitRequest Read(Site site, SubmitBody body, long? owner = null)
    {
        if (body.File.Length > JobFileLimits.Characters)
        {
            throw new ProblemException(
                ProblemCodes.TooLarge,
                $"the job file has more than {JobFileLimits.Characters:N0} characters, which is the most that is read",
                "keep long lists in files of their own (each_line, from_csv, array), or split the job"
            );
        }

        var zones = new SystemTimeZones();
        var context = new JobFileContext
        {
            Directory = DirectoryOf(body, owner),
            Capture = Capture.Of(body.Environment ?? (owner is null ? DaemonVariables.Value : []), None),
            ParamOverrides = body.Params,
            Files = owner is null ? new InputFiles(RefuseWaits) : new RefusedFiles(),
            Zones = zones,
        };
        return JobFileReader.Read(body.File, body.FileName, context) switch
        {
            JobFileResult.Accepted accepted => new SubmitRequest
            {
                Job = accepted.Job with
                {
                    IsOpen = body.Open || accepted.Job.IsOpen,
                    Process = owner is null ? OwnSettings.Capture() : null,
                    ScheduledAt =
                        accepted.Schedule is { } stated && zones.Find(stated.TimeZone) is { } zone
                            ? TimeZoneInfo.ConvertTime(site.Now.ToDateTime(), zone)
                            : null,
                },
                Schedule = accepted.Schedule,
                Registers = body.Register,
                Replaces = body.Replace,
            },
            JobFileResult.Refused refused => throw new ProblemException(
                new Problem(
                    ProblemCodes.JobFile,
                    $"{Words.Count(refused.Problems.Length, "problem")} in {body.FileName}; nothing was submitted",
                    [.. refused.Problems.Select(problem => Plain.Line(problem.ToString()))]
                )
                {
                    Mistakes = refused.Problems,
                }
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>What waits at a pipe would hold the request.</summary>
    private static void RefuseWaits(string path)
    {
        if (ByteFiles.IsFile(path) && !ByteFiles.IsRegular(path, followsLinks: true))
        {
            throw new IOException("it is no regular file");
        }
    }

    private static string DirectoryOf(SubmitBody body, long? owner)
    {
        var home = owner is { } user ? SystemUser.Of(user)?.Home : Environment.CurrentDirectory;
        var directory = body.Directory ?? home ?? "/";
        return Path.IsPathRooted(directory) && ByteFiles.IsDirectory(directory)
            ? directory
            : throw new ProblemException(
                ProblemCodes.NoSuchDirectory,
                $"there is no directory {directory}",
                "name one of the daemon's machine by its whole path"
            );
    }
}
