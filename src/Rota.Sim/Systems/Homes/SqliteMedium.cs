using System.Buffers.Binary;
using Rota.Sim.Systems.Machine;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Sqlite;

namespace Rota.Sim.Systems.Homes;

/// <summary>
/// A real SQLite file, of whose log the end is torn. Where exactly is drawn for SQLite alone: whatever is left of a
/// commit, the whole of it is lost, so the world goes on as it would on any home.
/// </summary>
internal sealed class SqliteMedium(World world, StateDirectory state) : IMedium
{
    private const long PageSize = 4096;
    private const int FramesAt = 16;
    private const long LogHeader = 32;
    private const long FrameHeader = 24;
    private readonly List<long> marks = [];

    public IHome Home { get; } = new SqliteHome(state);

    public int Marks => marks.Count;

    public void Mark() => marks.Add(LogEnd);

    public void Forget() => marks.Clear();

    /// <summary>
    /// The first commit since then is on the disk in part, and what is there of the rest is of somebody else.
    /// </summary>
    public void LoseSince(int mark)
    {
        if (LogEnd <= marks[mark])
        {
            return;
        }

        using var log = File.Open(Log, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        var kept = world.Chance.Between("torn at", marks[mark], CommitEnd(log, marks[mark]) - 1);
        if (world.Chance.OneIn("tear kind", 2))
        {
            log.SetLength(kept);
            return;
        }

        var rest = new byte[log.Length - kept];
        log.Position = kept;
        log.ReadExactly(rest);
        log.Position = kept;
        foreach (var written in rest)
        {
            log.WriteByte((byte)(written ^ world.Chance.Between("garbage", 1, 255)));
        }
    }

    private string Log => state.Database + "-wal";

    private string Index => state.Database + "-shm";

    /// <summary>
    /// Where the commit ends that begins here: with the first frame that says how large the database is.
    /// </summary>
    private static long CommitEnd(FileStream log, long begin)
    {
        var header = new byte[FrameHeader];
        var end = Math.Max(begin, LogHeader);
        do
        {
            log.Position = end;
            log.ReadExactly(header);
            end += FrameHeader + PageSize;
        } while (BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(sizeof(uint))) == 0);

        return end;
    }

    /// <summary>
    /// Where the log ends for SQLite, by the index of it that its processes share: what lies behind that was lost
    /// before.
    /// </summary>
    private long LogEnd
    {
        get
        {
            if (!File.Exists(Index))
            {
                return 0;
            }

            var index = new byte[FramesAt + sizeof(uint)];
            using (var file = File.Open(Index, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
            {
                file.ReadExactly(index);
            }

            var frames = BitConverter.ToUInt32(index, FramesAt);
            return frames == 0 ? 0 : LogHeader + (frames * (FrameHeader + PageSize));
        }
    }
}
