using System.CommandLine;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Linux.Processes;
using Rota.Store.Local;
using Rota.Web.Serving;

namespace Rota.Cli.Verbs.Service;

/// <summary>How a daemon serves all users of the machine: root alone can.</summary>
internal static class UsersOptions
{
    /// <summary>The group of those who may do all.</summary>
    public static readonly Option<string?> AdminGroup = new("--admin-group")
    {
        Description = "With --system: members of this group may do all, as root (default: root alone)",
        HelpName = "GROUP",
    };

    /// <summary>Where users connect.</summary>
    public static readonly Option<string?> Socket = new("--socket")
    {
        Description = $"With --system: the socket of all users (default: {UsersSocket.Usual})",
        HelpName = "PATH",
    };

    /// <summary>What is asked for; null where one user is served.</summary>
    /// <exception cref="ProblemException">It is not root who asks, or the options contradict each other.</exception>
    public static UsersRequest? Of(Invocation cli)
    {
        if (!cli.Get(Invocation.SystemOption))
        {
            return cli.IsGiven(AdminGroup) || cli.IsGiven(Socket)
                ? throw new ProblemException(ProblemCodes.Usage, "--admin-group and --socket go with --system")
                : null;
        }

        if (OwnUser.Number != 0)
        {
            throw new ProblemException(
                AccessProblems.NotAllowed,
                $"--system: only root can start tasks as their submitters, and you are {OwnUser.Name}",
                "sudo rota up --system",
                "or serve a state of your own: rota up"
            );
        }

        if (cli.Get(ApiOptions.Listen) is not (null or "none"))
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                "--system and --listen: over a network nobody knows which user of the machine asks",
                "leave --listen out; from elsewhere: ssh -L 7420:/run/rota/api.sock MACHINE, as a user of that machine"
            );
        }

        OwnSettings.CloseFiles();
        return new UsersRequest(Path.GetFullPath(cli.Get(Socket) ?? UsersSocket.Usual), cli.Get(AdminGroup));
    }

    /// <summary>The same, for a daemon in the background.</summary>
    public static IReadOnlyList<string> WordsOf(UsersRequest? users) =>
        users is null
            ? []
            :
            [
                Invocation.SystemOption.Name,
                $"{Socket.Name}={users.Socket}",
                .. users.AdminGroup is { } group ? [$"{AdminGroup.Name}={group}"] : Array.Empty<string>(),
            ];
}
