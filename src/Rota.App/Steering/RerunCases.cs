using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.Store.Turns;

namespace Rota.App.Steering;

/// <summary>New attempts of ended tasks, inside the same job.</summary>
public static class RerunCases
{
    /// <summary>Finds the tasks that are meant.</summary>
    /// <exception cref="ProblemException">There are none, or the request does not say which.</exception>
    public static RerunJob Choose(Site site, RerunRequest request)
    {
        using var queries = site.Open().Read();
        var address = TaskAddress.Act(queries, request.Address, request.Where);
        var selection = RerunChoice.Of(queries, address, request);
        return RerunChoice.Count(queries, address.Job.Id, selection) is > 0 and var count
            ? new RerunJob(address.Job.Id, selection, count)
            : throw new ProblemException(
                ProblemCodes.NothingToRerun,
                $"job {address.Job.Id} has no ended tasks of that kind",
                $"try: rota tasks {address.Job.Id}"
            );
    }

    /// <summary>The same, with what is said of it: for who follows from elsewhere.</summary>
    public static RerunJob Start(Site site, RerunJob chosen)
    {
        var now = site.Now;
        var asked = Ask(site, chosen);
        return chosen with { Asked = now, Request = asked.Request, Note = PlanWords.Asked(chosen, asked) };
    }

    /// <summary>Asks whoever runs the state, now or later, to run them again.</summary>
    internal static AskedRerun Ask(Site site, RerunJob chosen)
    {
        var home = site.Open();
        using var submissions = home.Submissions();
        var request = submissions.Ask(chosen.Id, new Request.Rerun(chosen.Selection!), site.Now);
        using var queries = home.Read();
        return new AskedRerun(request, queries.Job(chosen.Id)!, Served.By(home.State, queries));
    }
}
