using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Rota.Store.Local;

namespace Rota.Store.Postgres.Sites;

/// <summary>
/// The newest turn that runners of a state directory have seen committed, in a file of it. What a turn decided may run
/// by now: a home that does not know it any more, as after a failover to a standby that lagged, would have it run
/// twice.
/// </summary>
internal sealed class LastTurn(StateDirectory state) : IDisposable
{
    private readonly SafeFileHandle file = File.OpenHandle(
        PathOf(state),
        FileMode.OpenOrCreate,
        FileAccess.ReadWrite,
        FileShare.ReadWrite
    );

    /// <summary>Notes one, before anything of it has an effect. A restart of the machine ends what could run.</summary>
    public void Note(long turn)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, turn);
        RandomAccess.Write(file, bytes, 0);
    }

    /// <exception cref="StoreException"><see cref="StoreFailure.Rewound"/>: the home is older.</exception>
    public void Refuse(long turn, string home)
    {
        if (Noted is var noted && turn < noted)
        {
            throw new StoreException(
                StoreFailure.Rewound,
                $"the home at {home} is older than what {state.Path} has seen of it (turn {turn}, seen {noted}): a "
                    + "standby that lagged or an earlier copy took its place, and to go on could run tasks twice. "
                    + "Go on with it all the same: rota home recover --dry-run says what that means"
            );
        }
    }

    /// <summary>Forgets it, for a state whose home is elsewhere from here on.</summary>
    public static void Forget(StateDirectory state) => File.Delete(PathOf(state));

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    /// <summary>The newest that was noted; 0 for none.</summary>
    public long Noted
    {
        get
        {
            Span<byte> bytes = stackalloc byte[sizeof(long)];
            return RandomAccess.Read(file, bytes, 0) == bytes.Length
                ? BinaryPrimitives.ReadInt64LittleEndian(bytes)
                : 0;
        }
    }

    private static string PathOf(StateDirectory state) => Path.Combine(state.Path, "turn");
}
