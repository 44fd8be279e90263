using Rota.App.Local;
using Rota.Node.Keeper;

namespace Rota.App.Checking;

/// <summary>What a keeper left for people to look at.</summary>
internal static class FoundDamage
{
    /// <summary>Whether a keeper has found its journal damaged.</summary>
    public static Finding? Of(string statePath)
    {
        var copy = new FileInfo(KeeperProcess.DamagedJournal(Utf8Path.Of(statePath)));
        return copy.Exists
            ? new(
                "journal",
                $"was found damaged on {copy.LastWriteTimeUtc:yyyy-MM-dd HH:mm:ss} UTC",
                "attempts that nobody could know of any more are lost; look at them with `rota tasks`. The disk or its "
                    + $"memory is at fault, or a program that writes here. Once you know, remove {copy.FullName}"
            )
            : null;
    }
}
