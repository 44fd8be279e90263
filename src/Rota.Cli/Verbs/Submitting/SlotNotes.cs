using Rota.App.Explaining;
using Rota.App.Serving;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.Model;
using Rota.Store.Local;
using Rota.Store.Sqlite.Queries;

namespace Rota.Cli.Verbs.Submitting;

/// <summary>Says where <c>-j</c> does not have the effect that it seems to have, and how to have it.</summary>
internal static class SlotNotes
{
    /// <summary>For a job that is there already.</summary>
    public static void Tell(Invocation cli, StateDirectory state, JobId job, int? slots)
    {
        if (slots is not null)
        {
            using var queries = new JobQueries(state);
            Tell(cli, state, job, slots, queries.MaxParallel(job));
        }
    }

    /// <summary>Holds what was asked for against the limit of the job, and against who runs it.</summary>
    public static void Tell(Invocation cli, StateDirectory state, JobId job, int? slots, int? own)
    {
        if (slots is not { } asked || cli.Output != OutputMode.Human)
        {
            return;
        }

        if (own < asked)
        {
            Screen.Error.WriteLine(
                $"job {job} runs {Words.Count(own.Value, "task")} at a time at most, as it was submitted, not {asked}; "
                    + $"raise it with: rota parallel {job} --to {asked}"
            );
        }

        using var queries = new JobQueries(state);
        if (RoomNote.Of(queries, job, asked) is { } less)
        {
            Screen.Error.WriteLine(less);
        }

        if (!Served.IsServed(state))
        {
            return;
        }

        if (queries.NodeCapacity() is not { Slots: var there })
        {
            return;
        }

        if (asked > there)
        {
            Screen.Error.WriteLine(
                $"another process runs the jobs of this state, with {Words.Count(there, "slot")}, not {asked}; "
                    + $"for more: rota down, and rota up -j {asked}"
            );
        }
        else if (own is null || own > asked)
        {
            Screen.Error.WriteLine(
                $"another process runs the jobs of this state, so -j {asked} is not applied; "
                    + $"limit the job with: rota parallel {job} --to {asked}"
            );
        }
    }
}
