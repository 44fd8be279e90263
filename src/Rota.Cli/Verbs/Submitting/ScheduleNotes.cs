using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.Schedules;

namespace Rota.Cli.Verbs.Submitting;

/// <summary>What people must be told about schedules where they could expect something else.</summary>
internal static class ScheduleNotes
{
    /// <summary>A run is one run.</summary>
    public static void NotRegistered(Invocation cli, ScheduleSpec? schedule)
    {
        if (schedule is not null && cli.Output == OutputMode.Human)
        {
            Screen.Error.WriteLine(
                $"this is one run; the schedule ({schedule.Cron}) is not registered by it: "
                    + "rota schedule add FILE does that"
            );
        }
    }

    /// <summary>Without a daemon nothing fires.</summary>
    public static void NotServed(Invocation cli, bool isServed)
    {
        if (cli.Output == OutputMode.Human && !isServed)
        {
            Screen.Error.WriteLine(
                "no daemon serves this state, so nothing of it runs by itself: rota up, or rota up --detach"
            );
        }
    }
}
