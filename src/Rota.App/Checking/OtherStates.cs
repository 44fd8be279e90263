using Rota.App.Wording;
using Rota.Linux.Processes;
using Rota.Store.Local;

namespace Rota.App.Checking;

/// <summary>Other states whose tasks run on this machine: each takes the whole machine for its own.</summary>
internal static class OtherStates
{
    private const int Shown = 16;

    /// <summary>Those that can be seen, of whichever user.</summary>
    public static Finding Examine(Site site)
    {
        var own = OwnPath.OfState(site.Path);
        var others = KeeperProcesses.All().Where(keeper => keeper.State != own).ToArray();
        if (others.Length == 0)
        {
            return new("others", "no other state has tasks on this machine now, as far as this user can see");
        }

        var named = others
            .Take(Shown)
            .Select(keeper => $"{Plain.Line(keeper.State)} ({keeper.User}, pid {keeper.Pid})");
        var more = others.Length > Shown ? $" and {others.Length - Shown} more" : "";
        return new(
            "others",
            $"{Words.Count(others.Length, "state")}: {string.Join(", ", named)}{more}",
            "each books the whole machine for its own tasks. Give each a part (rota up --slots N), or use one state"
        );
    }
}
