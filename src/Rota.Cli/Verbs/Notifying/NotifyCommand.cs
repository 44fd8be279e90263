using System.Collections.Immutable;
using System.CommandLine;
using Rota.App.Notifying;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Sources;
using Rota.Core.JobFiles;
using Rota.Core.Notifying;

namespace Rota.Cli.Verbs.Notifying;

/// <summary><c>rota notify</c>: who is told of what, and whether they were.</summary>
internal static class NotifyCommand
{
    private static readonly Argument<string> RulesFile = new("FILE")
    {
        Description = "Rules, as notify of a job file has them; - for standard input",
    };
    private static readonly Option<string?> Queue = new("--queue") { Description = "For the jobs of this queue" };
    private static readonly Option<string?> Schedule = new("--schedule") { Description = "For this schedule" };

    public static Command Create() =>
        new("notify", "Tell people and programs how jobs go: rules for all jobs, a queue or a schedule, and deliveries")
        {
            CreateSet(),
            CreateList(),
            CreateRemove(),
            CreateTest(),
            DeliveryCommands.CreateDeliveries(),
            DeliveryCommands.CreateRedeliver(),
        };

    private static Command CreateSet()
    {
        var command = Scoped("set", "Set the rules for all jobs, a queue or a schedule, in place of those before");
        command.Add(RulesFile);
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            return Set(cli, Read(cli.Get(RulesFile)!));
        });
        return command;
    }

    private static Command CreateRemove()
    {
        var command = Scoped("rm", "Remove the rules for all jobs, a queue or a schedule");
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            return Set(cli, []);
        });
        return command;
    }

    private static Command CreateList()
    {
        var command = new Command("ls", "List the rules that were set; those of a job stand in its file");
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            return Print(cli, cli.Ask(NotifyCases.Rules, server => server.Notifications.RulesAsync()));
        });
        return command;
    }

    private static Command CreateTest()
    {
        var command = Scoped("test", "Send a test to everybody whom the rules name, and say what came of it");
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var scope = ScopeOf(cli);
            var sent = cli.Ask(site => NotifyCases.Test(site, scope), server => server.Notifications.TestAsync(scope));
            return DeliveryCommands.Tell(cli, sent);
        });
        return command;
    }

    private static int Set(Invocation cli, ImmutableArray<NotifyRule> rules)
    {
        var scope = ScopeOf(cli);
        return Print(
            cli,
            cli.Ask(site => NotifyCases.Set(site, scope, rules), server => server.Notifications.SetAsync(scope, rules))
        );
    }

    private static Command Scoped(string verb, string what) => new(verb, what) { Queue, Schedule };

    private static NotifyScope ScopeOf(Invocation cli) => new(cli.Get(Queue), cli.Get(Schedule));

    private static ImmutableArray<NotifyRule> Read(string path)
    {
        var text = InputText.Read(path, "a file of rules is short");
        var (rules, problems) = NotifyFileReader.Read(
            text,
            path,
            Submission.From(".", new Dictionary<string, string>(StringComparer.Ordinal))
        );
        return problems.IsEmpty
            ? rules
            : throw new ProblemException(
                ProblemCodes.JobFile,
                $"{Words.Count(problems.Length, "problem")} in {path}; nothing was set",
                [.. problems.Select(problem => Plain.Line(problem.ToString()))]
            );
    }

    private static int Print(Invocation cli, RuleList list)
    {
        Answer.Print(cli.Output, list, NotifyJson.Default.RuleList, PrintTable);
        return ExitCode.Success;
    }

    private static void PrintTable(RuleList list)
    {
        var columns = new Columns(["FOR", "ON", "TELLS"]);
        foreach (var rule in list.Rules)
        {
            columns.Add([Plain.Line(rule.Scope), string.Join(", ", rule.On), Plain.Line(rule.Target)]);
        }

        columns.Write(Screen.Out);
    }
}
