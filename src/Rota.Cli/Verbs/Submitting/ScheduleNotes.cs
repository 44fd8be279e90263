using Rota.App.Problems;
using Rota.App.Schedules;
using Rota.App.Serving;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.Problems;
using Rota.Core.Schedules;
using Rota.Linux.Clocks;
using Rota.Store.Local;
using Rota.Store.Records;
using Rota.Store.Sqlite.Queries;

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
    public static void NotServed(Invocation cli, StateDirectory state)
    {
        if (cli.Output == OutputMode.Human && !Served.IsServingAll(state))
        {
            Screen.Error.WriteLine(
                "no daemon serves this state, so nothing of it runs by itself: rota up, or rota up --detach"
            );
        }
    }

    /// <summary>A clock that was wrong for seconds can keep a schedule from firing for a year.</summary>
    public static void Silent(ScheduleRow row)
    {
        if (ScheduleTimes.WhySilent(row, WallClock.Now) is { } sentence)
        {
            Screen.Error.WriteLine(sentence);
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
        throw new ProblemException(
            ProblemCodes.NoSuchSchedule,
            $"there is no schedule {Plain.Line(name)}",
            nearest is null ? "try: rota schedule ls" : $"did you mean {Plain.Line(nearest)}?"
        );
    }
}
