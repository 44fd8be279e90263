using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Submitting;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Sources;
using Rota.Core.Bytes;
using Rota.Core.JobFiles;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Templates;
using Rota.Store.Local;
using Command = System.CommandLine.Command;

namespace Rota.Cli.Verbs.Submitting;

/// <summary><c>rota import FILE</c>: a recorded workflow, or GNU parallel's joblog, as a job to resume.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string> Source = new("FILE") { Description = "The recording" };
    private static readonly Option<string> Format = new("--format")
    {
        Description = "wfformat or joblog",
        DefaultValueFactory = _ => "wfformat",
    };
    private static readonly Option<double> TimeScale = new("--time-scale")
    {
        Description = "Factor on recorded durations",
        DefaultValueFactory = _ => 1,
    };
    private static readonly Option<bool> Failed = new("--failed") { Description = "Of a joblog: only what failed" };
    private static readonly Option<bool> ShowsPlan = new("--plan")
    {
        Description = "Show what would be accepted, and do nothing",
    };

    public static Command Create()
    {
        var command = new Command("import", "Make a job of a recorded workflow (wfformat) or of GNU parallel's joblog")
        {
            Source,
            Format,
            TimeScale,
            Failed,
            ShowsPlan,
        };
        command.SetAction(parsed => Import(new Invocation(parsed)));
        return command;
    }

    private static int Import(Invocation cli)
    {
        RefuseOfOther(cli);
        var path = cli.Get(Source)!;
        var text = InputText.Read(path, "cut it: a recording of fewer tasks");
        var spec = cli.Get(Format) switch
        {
            "wfformat" => Workflow(cli, text, path),
            "joblog" => Joblog(cli, text, path),
            var other => throw new ProblemException(
                ProblemCodes.Usage,
                $"unknown format {other}",
                "use wfformat or joblog"
            ),
        };
        var request = new SubmitRequest { Job = Submission.WithSettings(spec), MayNeverFit = true };
        if (cli.Get(ShowsPlan))
        {
            PlanPage.Print(cli, HandedIn.Plan(cli, request));
            return ExitCode.Success;
        }

        using var telemetry = Telemetry.Begin();
        var accepted = HandedIn.Accept(cli, request);
        Answer.Print(cli.Output, accepted, SubmitJson.Default.Accepted, PrintNumber, PrintNumber);
        SecretNotes.Tell(cli, request);
        return ExitCode.Success;
    }

    private static void PrintNumber(Accepted job) => Screen.Out.WriteLine(job.Id);

    private static void RefuseOfOther(Invocation cli)
    {
        var (option, format) = cli.Get(Format) == "joblog" ? ((Option)TimeScale, "wfformat") : (Failed, "joblog");
        if (cli.IsGiven(option))
        {
            throw new ProblemException(ProblemCodes.Usage, $"{option.Name} goes with --format {format} only");
        }
    }

    private static JobSpec Workflow(Invocation cli, string text, string path) =>
        WfFormat.Read(text, path, Context(), cli.Get(TimeScale)) switch
        {
            JobFileResult.Accepted accepted => accepted.Job with { TimeScale = cli.Get(TimeScale) },
            JobFileResult.Refused refused => throw new ProblemException(
                ProblemCodes.JobFile,
                $"{path} cannot be read",
                [.. refused.Problems.Select(problem => Plain.Line(problem.ToString()))]
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static JobSpec Joblog(Invocation cli, string text, string path)
    {
        var commands = JobLog.Commands(text, path, cli.Get(Failed), out var torn);
        if (torn is not null)
        {
            Screen.Error.WriteLine(
                $"the last line of {Plain.Line(path)} has no end, so it is left out: {Plain.Line(Short(torn))}"
            );
        }

        return new JobSpec
        {
            Name = ByteText.Visible(Path.GetFileNameWithoutExtension(path)),
            Directory = OwnPath.Current,
            Environment = JobEnvironment.Of(Context().Capture.Environment, []),
            LeftOut = [.. Context().Capture.LeftOut],
            Policies = [new TaskPolicy()],
            Tasks =
            [
                new TaskSpec
                {
                    Id = "command",
                    Expansion = new Expansion.Items("line", commands),
                    Command = new Core.Jobs.Command
                    {
                        Kind = CommandKind.Argv,
                        Words = ["/bin/sh", "-c", "{}"],
                        Dialect = Dialect.Braces,
                    },
                },
            ],
        };
    }

    private static string Short(string line) => line.Length > 60 ? ByteText.Head(line, 60) + "…" : line;

    private static JobFileContext Context() => Submission.From(".", new Dictionary<string, string>());
}
