using System.Collections.Immutable;
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

/// <summary><c>rota add</c>: more tasks for an open job.</summary>
internal static class AddCommand
{
    private static readonly Argument<string> Job = JobArguments.One();

    private static readonly Argument<string[]> Lists = new("LISTS")
    {
        Description = "::: and values, or :::: and files, as with rota run",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> Task = new("--task") { Description = "The entry that grows" };

    private static readonly Option<string?> Key = new("--key")
    {
        Description = "Idempotency key: the same tasks with it are added once, others are refused",
    };

    private static readonly SubmitOptions Inputs = new();

    public static Command Create()
    {
        var command = new Command("add", "Add tasks to an open job (submit --open): one for each value, line or row")
        {
            Job,
            Lists,
            Inputs.EachLine,
            Inputs.Null,
            Inputs.FromCsv,
            Inputs.Plan,
            Task,
            Key,
        };
        command.SetAction(parsed => Add(new Invocation(parsed)));
        return command;
    }

    private static int Add(Invocation cli)
    {
        var request = new AddRequest(cli.Get(Job)!, cli.Get(Task), Read(cli), cli.Get(Key));
        if (cli.Get(Inputs.Plan))
        {
            var planned = cli.Ask(
                site => AddCases.Plan(site, request),
                server => server.Submissions.AddAsync(request, isPlan: true)
            );
            Answer.Print(cli.Output, planned, SteeringJson.Default.AddedTasks, Print, Print);
            return ExitCode.Success;
        }

        var added = cli.Ask(
            site => AddCases.Add(site, request),
            server => server.Submissions.AddAsync(request, isPlan: false)
        );
        Answer.Print(cli.Output, added, SteeringJson.Default.AddedTasks, Tell);
        return ExitCode.Success;
    }

    private static Expansion Read(Invocation cli)
    {
        var context = Submission.From(".", new Dictionary<string, string>());
        var values = new JobOptionValues
        {
            Tags = ImmutableSortedDictionary<string, string>.Empty,
            Environment = ImmutableSortedDictionary<string, string>.Empty,
            Policy = new TaskPolicy(),
            After = [],
        };
        var tail = CommandTail.Of(cli.Get(Lists) ?? []);
        if (tail.Words.Count > 0)
        {
            throw OneLiner.Usage(
                $"\"{tail.Words[0]}\" is no list of inputs",
                "write values after ::: or files after ::::"
            );
        }

        return
            new InputLists(cli, Inputs, tail, context, values).Read(usesInputs: false, out _)
                is not Expansion.One
                    and var more
            ? more
            : throw OneLiner.Usage("there is nothing to add", $"try: rota add {cli.Get(Job)} ::: A B");
    }

    private static void Print(AddedTasks planned) =>
        Screen.Out.WriteLine(
            planned.New
                ? $"would add {Words.Count(planned.Added, "task")} to {planned.Job}.{planned.Task}, now {planned.Total}"
                : $"would add nothing: {planned.Job}.{planned.Task} has them already, by their key"
        );

    private static void Tell(AddedTasks added) =>
        Screen.Error.WriteLine(
            added.New
                ? $"{added.Job}.{added.Task}: {Words.Count(added.Added, "task")} added, {added.Total} in all"
                : $"known already by their key: {Words.Count(added.Added, "task")} of {added.Job}.{added.Task}"
        );
}
