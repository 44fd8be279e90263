using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Services;

/// <summary>
/// What systemd does for a service of type notify, in this process: starts it, hears its datagrams, kills it when its signs of life
/// stay away, starts it again, and ends its main process alone.
/// </summary>
internal sealed class FakeSystemd : IDisposable
{
    private readonly Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly List<string> told = [];
    private readonly RotaState rota;
    private readonly string[] words;
    private readonly string path;
    private readonly TimeSpan? watchdog;
    private RunningCommand? process;

    public FakeSystemd(RotaState rota, TimeSpan? watchdog, params string[] words)
    {
        (this.rota, this.words, this.watchdog) = (rota, words, watchdog);
        path = rota.At("notify");
        socket.Bind(new UnixDomainSocketEndPoint(path));
        new Thread(Hear) { IsBackground = true }.Start();
    }

    /// <summary>The main process.</summary>
    public int Pid => process!.Pid;

    /// <summary>What it has told, a datagram each.</summary>
    public IReadOnlyList<string> Told
    {
        get
        {
            lock (told)
            {
                return [.. told];
            }
        }
    }

    public bool HasExited => process!.HasExited;

    /// <summary>Starts it, and waits until it says that it is ready.</summary>
    public void Start()
    {
        lock (told)
        {
            told.Clear();
        }

        var more = new Dictionary<string, string> { ["NOTIFY_SOCKET"] = path };
        if (watchdog is { } patience)
        {
            more["WATCHDOG_USEC"] = $"{(long)patience.TotalMicroseconds}";
        }

        process = rota.StartProgram(more, words[0], words[1..]);
        Until.True(() => Told.Any(lines => lines.Contains("READY=1", StringComparison.Ordinal)) || process.HasExited, "it is ready");
        Assert.False(process.HasExited, process.HasExited ? process.Errors : "");
    }

    /// <summary>Ends the main process alone (KillMode=process), and starts what the file is now.</summary>
    public void Restart()
    {
        Stop();
        Start();
    }

    public void Stop()
    {
        process!.Signal(Processes.SigTerm);
        process.Wait().Exits(0);
    }

    /// <summary>Waits until signs of life have stayed away for as long as was said, and kills it then.</summary>
    public void AwaitSilence()
    {
        var signs = -1;
        var since = Stopwatch.GetTimestamp();
        Until.True(() =>
        {
            var now = Told.Count(lines => lines == "WATCHDOG=1");
            if (now != signs)
            {
                (signs, since) = (now, Stopwatch.GetTimestamp());
            }

            return Stopwatch.GetElapsedTime(since) > watchdog!.Value;
        }, "its signs of life stay away");
        process!.KillHard();
    }

    public void Dispose() => socket.Dispose();

    private void Hear()
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var text = Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer));
                lock (told)
                {
                    told.Add(text);
                }
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
