using Rota.Store.Local;

namespace Rota.Store.Sqlite.Files;

/// <summary>Room that is kept for the day the disk is full: to remove a job, the database must first write.</summary>
internal static class Spare
{
    private const int Bytes = 256 << 10;

    /// <summary>Keeps it, where it is not there and there is room.</summary>
    public static void Keep(StateDirectory state)
    {
        var path = PathOf(state);
        try
        {
            if (!File.Exists(path))
            {
                using var file = DatabaseFile.CreatePrivate(path);
                file.Write(new byte[Bytes]);
            }
        }
        catch (IOException)
        {
            // Full already: half of it would only make that worse.
            Give(state);
        }
    }

    /// <summary>Gives it up.</summary>
    public static void Give(StateDirectory state) => File.Delete(PathOf(state));

    private static string PathOf(StateDirectory state) => Path.Combine(state.Path, "spare");
}
