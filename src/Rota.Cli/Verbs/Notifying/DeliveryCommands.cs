using System.CommandLine;
using Rota.App.Notifying;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Notifying;

/// <summary><c>rota notify deliveries</c> and <c>redeliver</c>: what became of messages.</summary>
internal static class DeliveryCommands
{
    private const int Shown = 50;
    private static readonly Argument<long> Number = new("NUMBER") { Description = "The notification, by its number" };
    private static readonly Option<bool> Failed = new("--failed")
    {
        Description = "Only those that did not arrive so far",
    };
    private static readonly Option<int> Count = new("-n")
    {
        Description = "How many, newest first",
        DefaultValueFactory = _ => Shown,
    };

    public static Command CreateDeliveries()
    {
        var command = new Command("deliveries", "List notifications, and what became of them") { Failed, Count };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var (count, isFailed) = (cli.Get(Count), cli.Get(Failed));
            var list = cli.Ask(
                site => NotifyCases.Deliveries(site, count, isFailed),
                server => server.Notifications.DeliveriesAsync(count, isFailed)
            );
            Print(cli, list);
            return ExitCode.Success;
        });
        return command;
    }

    public static Command CreateRedeliver()
    {
        var command = new Command("redeliver", "Send a notification once more, with the same id") { Number };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var number = cli.Get(Number);
            var sent = cli.Ask(
                site => NotifyCases.Redeliver(site, number),
                server => server.Notifications.RedeliverAsync(number)
            );
            return Tell(cli, sent);
        });
        return command;
    }

    /// <summary>Prints messages that were waited for; an error where one did not arrive.</summary>
    internal static int Tell(Invocation cli, DeliveryList list)
    {
        Print(cli, list);
        return list.Deliveries.Any(delivery => delivery.State != "delivered")
            ? NotifyProblems.NotDelivered.ExitCode
            : ExitCode.Success;
    }

    private static void Print(Invocation cli, DeliveryList list) =>
        Answer.Print(cli.Output, list, NotifyJson.Default.DeliveryList, PrintTable);

    private static void PrintTable(DeliveryList list)
    {
        var columns = new Columns(["NUMBER", "ABOUT", "TELLS", "BY", "STATE", "TRIES", "WRITTEN", "ANSWER"]);
        foreach (var one in list.Deliveries)
        {
            columns.Add([
                one.Number.ToString(),
                Plain.Line(one.Subject),
                string.Join(", ", one.Events.Select(told => told.Value > 1 ? $"{told.Key} x{told.Value}" : told.Key)),
                Plain.Line(one.Target),
                one.State,
                one.Tries.ToString(),
                Words.Time(one.Created),
                Plain.Line(one.Answer ?? ""),
            ]);
        }

        columns.Write(Screen.Out);
    }
}
