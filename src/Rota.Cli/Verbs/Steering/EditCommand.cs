using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Steering;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Sources;
using Rota.Cli.Verbs.Looking;
using Rota.Core.JobFiles;
using Rota.Core.Jobs;
using Command = System.CommandLine.Command;

namespace Rota.Cli.Verbs.Steering;

/// <summary><c>rota edit</c>: what has not started gets what its job file says now.</summary>
internal static class EditCommand
{
    private static readonly Argument<string> Job = JobArguments.One();

    private static readonly Option<string> FileOption = new("--file")
    {
        Description = "Its job file, changed; without it an editor opens (VISUAL, EDITOR)",
        HelpName = "FILE",
    };

    private static readonly Option<string[]> Params = new("--param", "-p")
    {
        Description = "Parameter of the job file, where it is not that of the job",
        HelpName = "NAME=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly Option<bool> Plan = new("--plan")
    {
        Description = "Show what would change, and do nothing",
    };
    private static readonly Option<bool> Yes = new("--yes", "-y") { Description = "Do not ask" };

    public static Command Create()
    {
        var command = new Command("edit", "Change what entries of a job run of which no task has started")
        {
            Job,
            FileOption,
            Params,
            Plan,
            Yes,
        };
        command.SetAction(parsed => Edit(new Invocation(parsed)));
        return command;
    }

    private static int Edit(Invocation cli)
    {
        if (cli.Get(FileOption) is not null)
        {
            return Apply(cli, new EditRequest(cli.Get(Job)!, Read(cli)));
        }

        if (!MayAsk(cli))
        {
            throw OneLiner.Usage(
                "there is no terminal to edit on",
                $"give the changed job file: rota edit {cli.Get(Job)} --file job.yaml"
            );
        }

        var job = cli.Get(Job)!;
        var editable = cli.Ask(site => EditorCases.Open(site, job), server => server.Submissions.EditableAsync(job));
        return new EditedFile(editable, !cli.IsElsewhere).Edit(request => Apply(cli, request));
    }

    private static bool MayAsk(Invocation cli) =>
        Screen.IsTerminal && !Console.IsInputRedirected && cli.Output == OutputMode.Human;

    private static int Apply(Invocation cli, EditRequest request)
    {
        var asks = !cli.Get(Yes) && MayAsk(cli);
        if (cli.Get(Plan) || asks)
        {
            var planned = cli.Ask(
                site => EditCases.Plan(site, request),
                server => server.Submissions.EditAsync(request, isPlan: true)
            );
            Answer.Print(cli.Output, planned, SteeringJson.Default.EditedJob, Print, Print);
            if (cli.Get(Plan) || planned.Changes.Count == 0)
            {
                return ExitCode.Success;
            }

            Screen.Error.Write("change it? [Y/n] ");
            if (Console.ReadLine()?.Trim() is not ("" or "y" or "Y" or "yes"))
            {
                return ExitCode.Cancelled;
            }
        }

        var edited = cli.Ask(
            site => EditCases.Edit(site, request),
            server => server.Submissions.EditAsync(request, isPlan: false)
        );
        Answer.Print(cli.Output, edited, SteeringJson.Default.EditedJob, Tell);
        return ExitCode.Success;
    }

    /// <summary>The file against the job: in its directory, with its parameters where none are given.</summary>
    private static JobSpec Read(Invocation cli)
    {
        var address = cli.Get(Job)!;
        var job = cli.Ask(site => EditCases.Open(site, address), server => server.Submissions.SpecAsync(address));
        var given = Pairs.Read(cli.Get(Params), Params.Name);
        var context = Submission.From(job.Directory, job.Params.SetItems(given), isHere: !cli.IsElsewhere);
        var path = cli.Get(FileOption)!;
        return JobFileReader.Read(InputText.Read(path, "split the job"), path, context) switch
        {
            JobFileResult.Accepted accepted => accepted.Job,
            JobFileResult.Refused refused => throw new ProblemException(
                ProblemCodes.JobFile,
                $"{Words.Count(refused.Problems.Length, "problem")} in {path}; nothing was changed",
                [.. refused.Problems.Select(problem => Plain.Line(problem.ToString()))]
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static void Print(EditedJob planned) => Write(planned, Screen.Out, "would change");

    private static void Tell(EditedJob edited) => Write(edited, Screen.Error, "changed");

    private static void Write(EditedJob job, TextWriter writer, string verb)
    {
        writer.WriteLine(
            job.Changes.Count == 0
                ? $"job {job.Job} is as the file says: nothing to change"
                : $"{verb} for what has not started of job {job.Job}:"
        );
        foreach (var change in job.Changes)
        {
            writer.WriteLine($"  {Plain.Line(change)}");
        }
    }
}
