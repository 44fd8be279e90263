using Rota.App;
using Rota.App.Explaining;
using Rota.App.Problems;
using Rota.App.Steering;
using Rota.App.Watching;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Watching.Model;
using Rota.Client;
using Rota.Core.Model;
using Rota.Store.Turns;

namespace Rota.Cli.Watching;

/// <summary>
/// What keys ask for that takes a while: explanations, plans, and what is done after a yes. By the use cases of the
/// verbs, each with connections of its own, so that the picture goes on meanwhile.
/// </summary>
/// <param name="cli">Which state, here or through a server.</param>
internal sealed class TopWork(Invocation cli)
{
    /// <summary>Does it.</summary>
    /// <returns>What it makes of what is shown then.</returns>
    public Func<TopState, TopState> Do(Wish wish)
    {
        try
        {
            return wish switch
            {
                Wish.Explain explain => Show(Explanation(explain)),
                Wish.Plan plan => Show(Plan(plan)),
                Wish.Do deed => Say(Done(deed)),
                _ => state => state,
            };
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            var problem = Failures.ProblemOf(error);
            return Show(
                new TextPane($"error[{problem.Code}]", [.. problem.Tries.Prepend(problem.Detail).Select(Plain.Line)])
            );
        }
    }

    private static Func<TopState, TopState> Show(TextPane text) => state => state with { Text = text };

    private static Func<TopState, TopState> Show(Question question) => state => state with { Question = question };

    private static Func<TopState, TopState> Say(string notice) => state => state with { Notice = notice };

    private TextPane Explanation(Wish.Explain wish)
    {
        var explanation = cli.Ask(
            site => ExplainCase.Of(site, wish.Task ?? WaitingEntry.Address(site, wish.Job)),
            async server =>
                await server
                    .Jobs.ExplainAsync(
                        wish.Task
                            ?? WaitingEntry.Address(await server.Jobs.StatusAsync($"{wish.Job}").ConfigureAwait(false)),
                        null
                    )
                    .ConfigureAwait(false)
        );
        return new TextPane(
            Plain.Line($"{explanation.Task} is {explanation.State.WireName()}"),
            [.. explanation.Reasons.Select(reason => Plain.Line(reason.Reason))]
        );
    }

    private Question Plan(Wish.Plan wish)
    {
        if (wish.Deed == Deed.Rerun)
        {
            return new Question(wish.Deed, wish.Job, [PlanWords.Of(Chosen(wish.Job))]);
        }

        var planned = cli.Ask(
            site => RequestCases.Plan(site, new JobsRequest([$"{wish.Job}"])),
            server => server.Steering.AskAsync(Asked(wish.Deed, wish.Job), isPlan: true)
        );
        return planned.Refused is [var refused, ..]
            ? throw new ProblemException(refused.Problem.Code, refused.Problem.Detail, [.. refused.Problem.Tries])
            : new Question(
                wish.Deed,
                wish.Job,
                [.. planned.Jobs.Select(job => PlanWords.Of(job, wish.Deed.ToString().ToLowerInvariant()))]
            );
    }

    private string Done(Wish.Do wish)
    {
        switch (wish.Deed)
        {
            case Deed.Rerun:
                return cli.Ask(site => AgainHere(site, wish.Job), server => AgainThere(server, wish.Job));
            case Deed.Resume:
                cli.Do(
                    site => ResumeCases.Ask(site, new JobId(wish.Job)),
                    server => server.Steering.AskAsync(Asked(wish.Deed, wish.Job), isPlan: false)
                );
                return $"job {wish.Job} is to go on";
            default:
                var asked = Asked(wish.Deed, wish.Job);
                var answer = cli.Ask(
                    site => RequestCases.Ask(site, asked),
                    server => server.Steering.AskAsync(asked, isPlan: false)
                );
                return answer.Refused is [var refused, ..]
                    ? refused.Reason
                    : string.Join("; ", answer.Jobs.Select(job => $"job {job.Id}: {job.State}"));
        }
    }

    private RerunJob Chosen(long job) =>
        cli.Ask(
            site => RerunCases.Choose(site, Failed(job)),
            server => server.Steering.RerunAsync(Failed(job), isPlan: true)
        );

    private static string AgainHere(Site site, long job)
    {
        var chosen = RerunCases.Choose(site, Failed(job));
        return PlanWords.Asked(chosen, RerunCases.Ask(site, chosen));
    }

    private static async Task<string> AgainThere(RotaClient server, long job)
    {
        var rerun = await server.Steering.RerunAsync(Failed(job), isPlan: false).ConfigureAwait(false);
        return $"{Words.Count(rerun.Tasks, "task")} of job {rerun.Job} asked to run again";
    }

    private static RerunRequest Failed(long job) => new($"{job}", Failed: true, All: false, Tasks: null);

    private static JobsRequest Asked(Deed deed, long job) =>
        new(
            [$"{job}"],
            deed switch
            {
                Deed.Cancel => new Request.Cancel(),
                Deed.Pause => new Request.Pause(),
                _ => new Request.Resume(),
            }
        );
}
