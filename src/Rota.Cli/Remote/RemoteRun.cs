using Rota.App.Problems;
using Rota.App.Submitting;
using Rota.Cli.Invoking;
using Rota.Client;
using Option = System.CommandLine.Option;

namespace Rota.Cli.Remote;

/// <summary><c>rota run</c> on a server: submitted there, followed here.</summary>
internal static class RemoteRun
{
    /// <summary>Refuses what is written here while a job runs here.</summary>
    /// <exception cref="ProblemException">It is asked for.</exception>
    public static void Refuse(Invocation cli, IEnumerable<Option> ofFollowers)
    {
        if (cli.Remote is not null && ofFollowers.FirstOrDefault(cli.IsGiven) is { } given)
        {
            throw new ProblemException(
                ClientProblems.LocalOnly,
                $"{given.Name} goes with a run on this machine, and --server names another one",
                "read it when the job has ended: rota logs ID, rota export ID --format joblog"
            );
        }
    }

    /// <summary>Follows a job that was accepted.</summary>
    public static int Follow(Invocation cli, RotaClient server, Accepted accepted) =>
        new RemoteFollower(cli, server).Follow(accepted.Id, accepted.New, asked: null);
}
