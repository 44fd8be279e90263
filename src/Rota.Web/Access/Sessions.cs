using System.Globalization;
using System.Text;
using Rota.Core.Model;
using Rota.Core.Notifying.Signatures;
using Rota.Store.Local;

namespace Rota.Web.Access;

/// <summary>
/// Browsers that are logged in. A file of the state keeps digests of their ids, so that a page goes on when the daemon
/// was killed under it, and whoever reads the file can pretend to be none of them.
/// </summary>
/// <param name="state">The state.</param>
/// <param name="now">The time.</param>
internal sealed class Sessions(StateDirectory state, Func<Instant> now)
{
    /// <summary>How long a browser stays logged in.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    private const string FileName = "api.sessions";
    private const int SessionsMax = 200;
    private readonly Lock gate = new();
    private Dictionary<string, Session>? known;

    private string FilePath => Path.Combine(state.Path, FileName);

    /// <summary>Begins one.</summary>
    /// <param name="proof">The hash of the token by which it came.</param>
    /// <returns>Its id, which only its browser knows.</returns>
    public (string Id, Session Session) Begin(string proof)
    {
        var (id, session) = (RandomText.Fresh(), new Session(proof, now() + Life));
        lock (gate)
        {
            var all = Known();
            foreach (var old in all.Where(one => one.Value.Until <= now()).Select(one => one.Key).ToArray())
            {
                all.Remove(old);
            }

            if (all.Count >= SessionsMax)
            {
                all.Remove(all.MinBy(one => one.Value.Until).Key);
            }

            all[DigestOf(id)] = session;
            Write(all);
        }

        return (id, session);
    }

    /// <summary>The session of an id; null for one that has ended, or never was.</summary>
    public Session? Find(string id)
    {
        lock (gate)
        {
            return Known().TryGetValue(DigestOf(id), out var session) && session.Until > now() ? session : null;
        }
    }

    /// <summary>Ends one.</summary>
    public void End(string id)
    {
        lock (gate)
        {
            if (Known().Remove(DigestOf(id)))
            {
                Write(Known());
            }
        }
    }

    private static string DigestOf(string id) => Convert.ToHexStringLower(Sha256.Of(Encoding.UTF8.GetBytes(id)));

    private Dictionary<string, Session> Known() => known ??= Read();

    /// <summary>A line that is none of a session, as of a later version, is nobody's.</summary>
    private Dictionary<string, Session> Read()
    {
        var read = new Dictionary<string, Session>(StringComparer.Ordinal);
        foreach (var line in File.Exists(FilePath) ? File.ReadLines(FilePath) : [])
        {
            if (
                line.Split(' ') is [var digest, var proof, var until]
                && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var micros)
            )
            {
                read[digest] = new Session(proof, new Instant(micros));
            }
        }

        return read;
    }

    /// <summary>A reader sees the old file or the new one, and nobody else sees either.</summary>
    private void Write(Dictionary<string, Session> all)
    {
        var partial = FilePath + ".new";
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using (var file = new StreamWriter(partial, options))
        {
            foreach (var (digest, session) in all)
            {
                file.Write(
                    string.Create(CultureInfo.InvariantCulture, $"{digest} {session.Proof} {session.Until.Micros}\n")
                );
            }
        }

        File.Move(partial, FilePath, overwrite: true);
    }
}
