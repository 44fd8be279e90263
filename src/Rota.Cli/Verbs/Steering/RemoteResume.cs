using Rota.App.Problems;
using Rota.App.Steering;
using Rota.Cli.Invoking;
using Rota.Cli.Remote;
using Rota.Client;
using Rota.Core.Model;
using Rota.Store.Turns;

namespace Rota.Cli.Verbs.Steering;

/// <summary><c>rota resume</c> for jobs of a server: it goes on with them, this process follows.</summary>
internal static class RemoteResume
{
    /// <summary>Has the server go on with them.</summary>
    public static int Resume(Invocation cli, RotaClient server, IReadOnlyList<JobId> jobs, bool isDetached)
    {
        if (jobs.Count == 0)
        {
            return ExitCode.Success;
        }

        var asked = new JobsRequest([.. jobs.Select(job => $"{job}")], new Request.Resume(), new Request.Run());
        server.Steering.AskAsync(asked, isPlan: false).GetAwaiter().GetResult();
        if (isDetached)
        {
            var who = server.Machine.ServerAsync().GetAwaiter().GetResult();
            ResumeDetached.Print(cli, jobs, new ResumedJobs(who.Pid), who.Name ?? server.Server.Text);
            return ExitCode.Success;
        }

        var worst = ExitCode.Success;
        foreach (var job in jobs)
        {
            var code = new RemoteFollower(cli, server).Follow(job.Value, isNew: null, asked: null);
            if (code == ExitCode.Interrupted)
            {
                return code;
            }

            worst = Math.Max(worst, code);
        }

        return worst;
    }
}
