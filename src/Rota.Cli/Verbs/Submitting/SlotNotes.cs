using Rota.App.Submitting;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.Model;

namespace Rota.Cli.Verbs.Submitting;

/// <summary>Says where <c>-j</c> does not have the effect that it seems to have, and how to have it.</summary>
internal static class SlotNotes
{
    /// <summary>Tells it to people.</summary>
    public static void Tell(Invocation cli, JobId job, int? slots)
    {
        if (slots is { } asked && cli.Output == OutputMode.Human)
        {
            Tell(
                job,
                asked,
                cli.Ask(
                    site => SlotEffectCase.Of(site, $"{job}", asked),
                    server => server.Submissions.SlotEffectAsync(job.Value, asked)
                )
            );
        }
    }

    private static void Tell(JobId job, int asked, SlotEffect effect)
    {
        if (effect.Own < asked)
        {
            Screen.Error.WriteLine(
                $"job {job} runs {Words.Count(effect.Own.Value, "task")} at a time at most, as it was submitted, "
                    + $"not {asked}; raise it with: rota parallel {job} --to {asked}"
            );
        }

        if (effect.Room is { } less)
        {
            Screen.Error.WriteLine(less);
        }

        if (effect.ServerSlots < asked)
        {
            Screen.Error.WriteLine(
                $"another process runs the jobs of this state, with {Words.Count(effect.ServerSlots.Value, "slot")}, "
                    + $"not {asked}; for more: rota down, and rota up -j {asked}"
            );
        }
        else if (effect.ServerSlots is not null && !(effect.Own <= asked))
        {
            Screen.Error.WriteLine(
                $"another process runs the jobs of this state, so -j {asked} is not applied; "
                    + $"limit the job with: rota parallel {job} --to {asked}"
            );
        }
    }
}
