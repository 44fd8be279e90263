using Rota.App.Problems;
using Rota.Cell.Identity;
using Rota.Cell.State;
using Rota.Store.Local;

namespace Rota.App.Installing;

/// <summary>Sets up a service of systemd that serves a state, and takes it away. Only its file is written.</summary>
public static class InstallCases
{
    /// <summary>The verb that has a state served: that of a node of a cell is served as one.</summary>
    public static string VerbOf(Site site) =>
        Directory.Exists(site.Path)
        && CellSettings.Find(new CellFolder(StateDirectory.Open(site.Path, create: false)))?.Role == CellRole.Node
            ? "node"
            : "up";

    /// <summary>What installing would do; nothing is done.</summary>
    /// <exception cref="ProblemException">It would be refused.</exception>
    public static InstallView Plan(Site site, InstallRequest request)
    {
        Refuse(request);
        var unit = ServiceUnit.Of(request, site.Node.Binary, VerbOf(site), OwnPath.OfState(site.Path));
        var change =
            !File.Exists(request.File) ? UnitChange.New
            : File.ReadAllText(request.File) == unit ? UnitChange.Same
            : request.Replaces ? UnitChange.Replaced
            : throw new ProblemException(
                ProblemCodes.FileExists,
                $"{request.File} is there, and says something else",
                "look at what would be written: rota service install --plan --replace",
                "write it over: rota service install --replace; what systemctl edit added stays"
            );
        return new(request.Name, request.File, unit, change, [$"{Control(request)} daemon-reload", Enable(request)]);
    }

    /// <summary>Writes the unit.</summary>
    /// <exception cref="ProblemException">Another one is there, or it cannot be written.</exception>
    public static InstallView Install(Site site, InstallRequest request)
    {
        var plan = Plan(site, request);
        if (plan.Change != UnitChange.Same)
        {
            // A state that the service could not use is told here, not in its log.
            _ = StateDirectory.Open(site.Path, create: request.RunAs is null);
            Directory.CreateDirectory(Path.GetDirectoryName(request.File)!);
            var partial = request.File + ".new";
            File.WriteAllText(partial, plan.Unit);
            File.Move(partial, request.File, overwrite: true);
        }

        return plan;
    }

    /// <summary>What removing would do; nothing is done.</summary>
    /// <exception cref="ProblemException">There is none, or Rota did not write it.</exception>
    public static InstallView PlanRemoval(InstallRequest request)
    {
        Refuse(request);
        var unit = File.Exists(request.File)
            ? File.ReadAllText(request.File)
            : throw new ProblemException(
                ProblemCodes.File,
                $"there is no {request.File}",
                "see what is there: rota service status; --name and --system say which is meant"
            );
        return unit.StartsWith(ServiceUnit.Mark, StringComparison.Ordinal)
            ? new(
                request.Name,
                request.File,
                unit,
                UnitChange.Removed,
                [$"{Control(request)} disable --now {request.Name}", $"{Control(request)} daemon-reload"]
            )
            : throw new ProblemException(
                ProblemCodes.File,
                $"{request.File} was not written by rota service install",
                $"remove it by hand: {Control(request)} disable --now {request.Name}; rm {request.File}"
            );
    }

    /// <summary>Takes the unit away. Its daemon goes on until systemd ends it.</summary>
    /// <exception cref="ProblemException">There is none, or Rota did not write it.</exception>
    public static InstallView Remove(InstallRequest request)
    {
        var plan = PlanRemoval(request);
        File.Delete(request.File);
        return plan;
    }

    private static string Control(InstallRequest request) => request.IsOfSystem ? "systemctl" : "systemctl --user";

    private static string Enable(InstallRequest request) => $"{Control(request)} enable --now {request.Name}";

    private static void Refuse(InstallRequest request)
    {
        if (request.Name.Length == 0 || !request.Name.All(IsOfName))
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"--name {request.Name}: a service is named by letters, digits, dots, dashes and underscores"
            );
        }

        if (request.RunAs is { } user && (!request.IsOfSystem || user.Length == 0 || !user.All(IsOfName)))
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"--run-as {user}: it names a user, and goes with --system",
                "a service of your own runs as you"
            );
        }

        if (!request.IsOfSystem && request.UserConfiguration is null)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                "this user has no home directory to keep a service in",
                "set HOME or XDG_CONFIG_HOME, or install one of the machine: --system"
            );
        }
    }

    private static bool IsOfName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_';
}
