using Rota.App.Following;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Turns;

namespace Rota.App.Steering;

/// <summary>Requests that are carried out before the caller goes on: by whoever runs the state, else here.</summary>
internal static class Carried
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    /// <summary>Leaves them and waits until they are carried out.</summary>
    /// <param name="site">Where the state is.</param>
    /// <param name="home">Its home.</param>
    /// <param name="asks">What is asked of which job.</param>
    /// <param name="isOver">What must hold besides; null for nothing.</param>
    /// <returns>Their numbers, in order.</returns>
    public static IReadOnlyList<long> Out(
        Site site,
        IHome home,
        IEnumerable<(JobId Job, Request Asked)> asks,
        Predicate<IHomeReader>? isOver = null
    )
    {
        using var submissions = home.Submissions();
        var left = asks.Select(ask => submissions.Ask(ask.Job, ask.Asked, site.Now)).ToArray();
        if (left.Length == 0)
        {
            return left;
        }

        using var run = new ForegroundRun(home, [], slots: null) { Node = site.Node };
        while (left.Any(one => !run.Queries.IsDone(one)) || isOver?.Invoke(run.Queries) == false)
        {
            run.WaitForChange(Pace);
        }

        return left;
    }
}
