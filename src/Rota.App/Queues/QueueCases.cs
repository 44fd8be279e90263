using Rota.App.Problems;
using Rota.App.Wording;

namespace Rota.App.Queues;

/// <summary>What can be done with queues: named limits, set while jobs run.</summary>
public static class QueueCases
{
    /// <summary>The queues, and how full they are.</summary>
    public static QueueList List(Site site)
    {
        using var queries = site.Open().Read();
        return new QueueList([.. queries.Queues.All().Select(QueueView.Of)]);
    }

    /// <summary>Changes one, and answers with all.</summary>
    /// <exception cref="ProblemException">Nothing is set for a queue that is to be forgotten.</exception>
    public static QueueList Change(Site site, QueueChange change)
    {
        using (var settings = site.Create().Queues())
        {
            switch (change)
            {
                case QueueChange.Limit limit:
                    settings.SetConcurrency(limit.Name, limit.Concurrency);
                    break;
                case QueueChange.Pause pause:
                    settings.Pause(pause.Name, pause.IsPaused);
                    break;
                case QueueChange.Removal when !settings.Remove(change.Name):
                    throw new ProblemException(
                        ProblemCodes.NoSuchQueue,
                        $"nothing is set for queue {Plain.Line(change.Name)}",
                        "try: rota queue ls"
                    );
            }
        }

        return List(site);
    }
}
