using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Queues;
using Rota.Cli.Invoking;
using Rota.Core.Schedules;

namespace Rota.Cli.Verbs.Service;

/// <summary><c>rota queue set</c>: how many tasks of a queue run at a time, and when they start.</summary>
internal static class QueueSetCommand
{
    private static readonly Option<string> Concurrency = new("--concurrency")
    {
        Description = "Tasks of it at a time; none takes the limit away",
        HelpName = "N|none",
    };
    private static readonly Option<string[]> Open = new("--open")
    {
        Description = "Start tasks of it at these hours only: 22:00-06:00, mon-fri 22:00-06:00; none for always",
        HelpName = "HOURS|none",
    };
    private static readonly Option<string> Zone = new("--timezone")
    {
        Description = "Whose clock --open means. Default: UTC",
        HelpName = "ZONE",
    };

    public static Command Create(Argument<string> name)
    {
        var set = new Command("set", "Set how many tasks of a queue run at a time, and at which hours they start")
        {
            name,
            Concurrency,
            Open,
            Zone,
        };
        set.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var lists = Settings(cli).Select(change => QueueCommand.Change(cli, change)).ToArray();
            return QueueCommand.Print(cli, lists[^1]);
        });
        return set;
    }

    private static QueueChange Limit(Invocation cli)
    {
        var (name, text) = (QueueCommand.NameOf(cli), cli.Get(Concurrency)!);
        return text == "none" ? new QueueChange.Limit(name, null)
            : int.TryParse(text, out var limit) && limit >= 0 ? new QueueChange.Limit(name, limit)
            : throw new ProblemException(
                ProblemCodes.Usage,
                $"--concurrency {text}: a number from 0 on, or none",
                $"try: rota queue set {name} --concurrency 4"
            );
    }

    private static List<QueueChange> Settings(Invocation cli)
    {
        var changes = new List<QueueChange>();
        if (cli.Get(Concurrency) is not null)
        {
            changes.Add(Limit(cli));
        }

        if (cli.Get(Open) is { Length: > 0 } open)
        {
            var hours = string.Join(", ", open);
            changes.Add(
                new QueueChange.Open(
                    QueueCommand.NameOf(cli),
                    hours == "none" ? null : hours,
                    cli.Get(Zone) ?? ScheduleSpec.DefaultZone
                )
            );
        }
        else if (cli.Get(Zone) is not null)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                "--timezone says whose clock --open means, and there is no --open",
                $"try: rota queue set {QueueCommand.NameOf(cli)} --open 22:00-06:00 --timezone Europe/Paris"
            );
        }

        return changes.Count > 0
            ? changes
            : throw new ProblemException(
                ProblemCodes.Usage,
                "nothing is set: give --concurrency or --open",
                $"try: rota queue set {QueueCommand.NameOf(cli)} --concurrency 4"
            );
    }
}
