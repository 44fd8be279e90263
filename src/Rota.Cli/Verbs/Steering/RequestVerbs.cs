using System.CommandLine;
using Rota.Cli.Sources;
using Rota.Core.JobFiles;
using Rota.Store.Turns;

namespace Rota.Cli.Verbs.Steering;

/// <summary><c>rota cancel</c>, <c>pause</c>, <c>seal</c>, <c>priority</c>, <c>parallel</c>.</summary>
internal static class RequestVerbs
{
    public static Command CreateCancel() =>
        RequestCommands.Create(
            "cancel",
            "Cancel jobs: nothing more starts, what runs is stopped; finally still runs, until a second cancel",
            said => new Request.Cancel(IsAll: said is not null),
            flag: new Option<bool>("--now") { Description = "End the tasks of finally too, at once" }
        );

    public static Command CreatePause() =>
        RequestCommands.Create(
            "pause",
            "Pause jobs: nothing more starts, what runs goes on; rota resume goes on",
            _ => new Request.Pause()
        );

    public static Command CreateSeal() =>
        RequestCommands.Create(
            "seal",
            "Take no more tasks into open jobs: each ends when what it has is done",
            _ => new Request.Seal()
        );

    public static Command CreatePriority()
    {
        var value = new Option<string>("--to")
        {
            Description = "Higher first",
            Required = true,
            HelpName = "N",
        };
        return RequestCommands.Create(
            "priority",
            "Set the priority of jobs",
            text => new Request.Priority(
                StatedOptions.One(new JobOption(value.Name, "priority", text!)).Priority!.Value
            ),
            value
        );
    }

    public static Command CreateParallel()
    {
        var value = new Option<string>("--to")
        {
            Description = "Tasks of each job at a time, as -j has it; none for as many as there is room for",
            Required = true,
            HelpName = SlotOption.Forms + "|none",
        };
        return RequestCommands.Create(
            "parallel",
            "Set how many tasks of jobs run at a time, in place of max_parallel and -j",
            text => new Request.Parallel(text == "none" ? null : SlotOption.Read(value.Name, text!)),
            value
        );
    }
}
