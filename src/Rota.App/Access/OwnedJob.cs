using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Store.Turns;

namespace Rota.App.Access;

/// <summary>
/// A job of a user of the machine. What the daemon would have to do for it with rights that the user has not is
/// refused, each with what does the same in the task itself.
/// </summary>
internal static class OwnedJob
{
    /// <summary>The job as theirs.</summary>
    /// <param name="job">The job.</param>
    /// <param name="owner">The number of the user.</param>
    /// <param name="isAdmin">Whether they may put it before those of others.</param>
    /// <exception cref="ProblemException">It asks for what cannot be done safely.</exception>
    public static JobSpec Of(JobSpec job, long owner, bool isAdmin)
    {
        var fromDaemon = job.Secrets.Where(secret => secret.File is null).Select(secret => secret.Name).ToArray();
        if (fromDaemon.Length > 0)
        {
            throw Refused(
                $"secret {Plain.Line(string.Join(", ", fromDaemon))} would come from the environment of the daemon, "
                    + "which is not yours",
                $"name a file of yours: secrets: {{{Plain.Line(fromDaemon[0])}: {{file: PATH}}}}"
            );
        }

        if (job.Tasks.FirstOrDefault(task => task.Copies is not null) is { } copying)
        {
            throw Refused(
                $"{copying.Id} names a file that its output is copied to, and the daemon writes no files of users",
                "write it in the command: ... > FILE; or read it: rota logs"
            );
        }

        RefusePriority(job.Priority, isAdmin);
        return job with
        {
            Owner = owner,
            Notify = [.. job.Notify.Select(rule => rule with { Target = rule.Target with { Owner = owner } })],
        };
    }

    /// <summary>Refuses a request that would put a job before those of others.</summary>
    /// <exception cref="ProblemException">It would.</exception>
    public static void Refuse(Request request, bool isAdmin)
    {
        if (request is Request.Priority { To: var to })
        {
            RefusePriority(to, isAdmin);
        }
    }

    private static void RefusePriority(int priority, bool isAdmin)
    {
        if (priority > 0 && !isAdmin)
        {
            throw Refused(
                $"priority {priority} would put the job before those of all other users",
                "leave it out, or write one below 0 for a job that may wait; an administrator can raise it"
            );
        }
    }

    private static ProblemException Refused(string why, string remedy) => new(AccessProblems.NotAllowed, why, remedy);
}
