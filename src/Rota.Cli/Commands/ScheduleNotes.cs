using Rota.Cli.Output;
using Rota.Cli.Service;
using Rota.Core.JobFiles;
using Rota.Core.Schedules;
using Rota.Store;
using Rota.Store.Queries;

namespace Rota.Cli.Commands;

/// <summary>What people must be told about schedules where they could expect something else.</summary>
internal static class ScheduleNotes
{
    /// <summary>A run is one run.</summary>
    public static void NotRegistered(Invocation cli, ScheduleSpec? schedule)
    {
        if (schedule is not null && cli.Output == OutputMode.Human)
        {
            Invocation.Error.WriteLine(
                $"this is one run; the schedule ({schedule.Cron}) is not registered by it: rota schedule add FILE does that"
            );
        }
    }

    /// <summary>Without a daemon nothing fires.</summary>
    public static void NotServed(Invocation cli, StateDirectory state)
    {
        if (cli.Output == OutputMode.Human && !Served.IsServingAll(state))
        {
            Invocation.Error.WriteLine(
                "no daemon serves this state, so nothing of it runs by itself: rota up, or rota up --detach"
            );
        }
    }

    /// <summary>A schedule that must be there.</summary>
    public static ScheduleRow Named(StateDirectory state, string name)
    {
        using var queries = new JobQueries(state);
        var schedules = new ScheduleQuery(queries);
        if (schedules.Named(name) is { } found)
        {
            return found;
        }

        var nearest = Nearest.Of(name, schedules.All().Select(schedule => schedule.Name));
        throw new CommandFailure(
            ExitCode.BadInput,
            "no-such-schedule",
            $"there is no schedule {Plain.Line(name)}",
            nearest is null ? "try: rota schedule ls" : $"did you mean {Plain.Line(nearest)}?"
        );
    }
}
