using Rota.App;
using Rota.App.Explaining;
using Rota.App.Problems;
using Rota.App.Steering;
using Rota.App.Watching;
using Rota.App.Wording;
using Rota.Cli.Watching.Model;
using Rota.Core.Model;
using Rota.Store.Turns;

namespace Rota.Cli.Watching;

/// <summary>
/// What keys ask for that takes a while: explanations, plans, and what is done after a yes. By the use cases of the
/// verbs, each with connections of its own, so that the picture goes on meanwhile.
/// </summary>
/// <param name="site">The state.</param>
internal sealed class TopWork(Site site)
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
        var explanation = ExplainCase.Of(site, wish.Task ?? WaitingEntry.Address(site, wish.Job));
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

        var planned = RequestCases.Plan(site, new JobsRequest([$"{wish.Job}"]));
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
                var chosen = Chosen(wish.Job);
                return PlanWords.Asked(chosen, RerunCases.Ask(site, chosen));
            case Deed.Resume:
                _ = ResumeCases.Ask(site, new JobId(wish.Job));
                return $"job {wish.Job} is to go on";
            default:
                Request request = wish.Deed == Deed.Cancel ? new Request.Cancel() : new Request.Pause();
                var answer = RequestCases.Ask(site, new JobsRequest([$"{wish.Job}"], request));
                return answer.Refused is [var refused, ..]
                    ? refused.Reason
                    : string.Join("; ", answer.Jobs.Select(job => $"job {job.Id}: {job.State}"));
        }
    }

    private RerunJob Chosen(long job) =>
        RerunCases.Choose(site, new RerunRequest($"{job}", Failed: true, All: false, Tasks: null));
}
