using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Rota.Linux.Services;

/// <summary>
/// Whoever watches over this process, as systemd does: is told by datagrams how it stands (sd_notify(3)). What does not
/// arrive is not waited for.
/// </summary>
public sealed class Supervisor : IDisposable
{
    /// <summary>
    /// Variables that are meant for one process alone: its children, and the jobs it takes in, must not have them.
    /// </summary>
    public static readonly IReadOnlySet<string> OwnVariables = new HashSet<string>(StringComparer.Ordinal)
    {
        Address,
        WatchdogMicros,
        WatchdogPid,
    };

    private const string Address = "NOTIFY_SOCKET";
    private const string WatchdogMicros = "WATCHDOG_USEC";
    private const string WatchdogPid = "WATCHDOG_PID";
    private readonly Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    private Supervisor(string path, TimeSpan? watchdog)
    {
        Watchdog = watchdog;
        socket.Blocking = false;
        socket.Connect(new UnixDomainSocketEndPoint(path));
    }

    /// <summary>How long it waits for a sign of life before it ends this process; null for ever.</summary>
    public TimeSpan? Watchdog { get; }

    /// <summary>The one of this process; null where there is none, or it cannot be reached.</summary>
    /// <param name="find">A variable, or null.</param>
    public static Supervisor? Find(Func<string, string?> find)
    {
        // A name that begins so is in the abstract space, where it begins with a zero byte.
        if (find(Address) is not { Length: > 1 } name || name[0] is not ('/' or '@'))
        {
            return null;
        }

        try
        {
            return new Supervisor(name[0] == '@' ? "\0" + name[1..] : name, WatchdogOf(find));
        }
        catch (Exception error) when (error is SocketException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>It does now what it was started for.</summary>
    /// <param name="status">How it stands, in a line for people.</param>
    public void Ready(string status) =>
        Tell($"READY=1\nSTATUS={status.ReplaceLineEndings(" ")}\nMAINPID={Environment.ProcessId}");

    /// <summary>It is alive.</summary>
    public void Alive() => Tell("WATCHDOG=1");

    /// <summary>It ends, as it was asked to.</summary>
    public void Stopping() => Tell("STOPPING=1\nSTATUS=ending; what runs goes on");

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    private void Tell(string lines)
    {
        try
        {
            _ = socket.Send(Encoding.UTF8.GetBytes(lines));
        }
        catch (SocketException)
        {
            // It is gone, or busy: a later sign of life says the same.
        }
    }

    private static TimeSpan? WatchdogOf(Func<string, string?> find)
    {
        var isMeant =
            find(WatchdogPid) is not { } pid || pid == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return
            isMeant
            && long.TryParse(find(WatchdogMicros), NumberStyles.None, CultureInfo.InvariantCulture, out var micros)
            && micros > 0
            ? TimeSpan.FromMicroseconds(micros)
            : null;
    }
}
