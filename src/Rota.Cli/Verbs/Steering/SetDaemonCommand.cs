using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Sources;

namespace Rota.Cli.Verbs.Steering;

/// <summary><c>rota set daemon</c>: slots for all.</summary>
internal static class SetDaemonCommand
{
    private static readonly SlotOption Slots = new() { Required = true };

    public static Command Create()
    {
        var daemon = new Command("daemon", "Set how many tasks run at a time in all, at once") { Slots };
        daemon.SetAction(parsed => Set(new Invocation(parsed)));
        return daemon;
    }

    private static int Set(Invocation cli)
    {
        var slots = Slots.Of(cli)!.Value;
        var view = cli.Ask(site => SetSlotsCase.Set(site, slots), server => server.Machine.SetSlotsAsync(slots));
        Answer.Print(
            cli.Output,
            view,
            ServingJson.Default.SetSlots,
            set => Screen.Error.WriteLine($"{set.Name} has {Words.Count(set.Slots, "slot")} now, not {set.Before}")
        );
        return ExitCode.Success;
    }
}
