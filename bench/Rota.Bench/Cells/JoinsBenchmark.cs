using System.Diagnostics;
using Rota.Bench.Report;
using Rota.Bench.Worlds;
using Rota.Cell.Identity;
using Rota.Cell.Joining;
using Rota.Cell.Lines;
using Rota.Core.Placement;
using Rota.Fabric.Nodes;
using Rota.Fabric.Transports;
using Rota.Fabric.Wire;
using Rota.Store.Local;
using Rota.Store.Sqlite;

namespace Rota.Bench.Cells;

/// <summary>
/// A thousand machines that join a cell at once: real tokens, keys, certificates and connections from one process, at a
/// home that runs as ever.
/// </summary>
internal static class JoinsBenchmark
{
    private const int AtOnce = 16;

    /// <summary>Measures, and prints the table.</summary>
    public static void Run(Options options)
    {
        var (nodes, port) = (options.Number("nodes", 1_000), options.Number("port", 47_113));
        var state = Path.Combine(Checkout.Artifacts, "bench-" + Path.GetRandomFileName());
        var home = new Uri($"https://127.0.0.1:{port}");
        RotaProcess.Run("--state", state, "cell", "init", "--name", "bench", "--listen", $"127.0.0.1:{port}");
        RotaProcess.Run("--state", state, "up", "--detach", "--output", "quiet", "--listen", "none");
        var lines = new List<IDisposable>();
        try
        {
            var token = TokenText.Parse(Ask("--state", state, "cell", "token", "--uses", $"{nodes}", "--output", "quiet"));
            var begun = Stopwatch.GetTimestamp();
            Parallel.For(1, nodes + 1, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, number => Join(number));
            var joined = Stopwatch.GetElapsedTime(begun);
            using var reader = new SqliteHome(StateDirectory.Open(state, create: false)).Read();
            while (reader.CellNodes().Count(row => row.Said.Name.StartsWith('n')) < nodes)
            {
                Thread.Sleep(100);
            }

            var known = Stopwatch.GetElapsedTime(begun);
            var atHome = RotaProcess.Family(state).Sum(RotaProcess.CpuSeconds);
            var here = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
            var table = new Table(
                "nodes",
                "all have joined and said who they are",
                "the home has written all down",
                "processor time of the home, a node",
                "of the machines that join, a node"
            );
            table.Add(
                $"{nodes}",
                $"{joined.TotalSeconds:0.0} s",
                $"{known.TotalSeconds:0.0} s",
                Table.Time(atHome * 1e6 / nodes),
                Table.Time(here * 1e6 / nodes)
            );
            table.Print($"{nodes} machines join, {AtOnce} at a time, from one process");

            void Join(int number)
            {
                var made = new JoinClient(home).Join(token, $"n{number}");
                var identity = CellIdentity.Of(made.Authority, made.Certificate, made.Key);
                var dialer = new HttpDialer(home, TlsSettings.Client(identity, CellRole.Home, static _ => { }), LinePings.Usual);
                var line = new HttpTransport(dialer, CellPaths.Node).TryConnect()!;
                line.Listen(new Deaf());
                var frames = new FrameWriter();
                AnnouncementFrames.Write(frames, Said(number));
                line.Send(frames.Written.Span);
                lock (lines)
                {
                    lines.Add(line);
                    lines.Add(dialer);
                }
            }
        }
        finally
        {
            lines.ForEach(line => line.Dispose());
            RotaProcess.Run("--state", state, "down");
            RotaProcess.End(state);
            Directory.Delete(state, recursive: true);
        }
    }

    private static string Ask(params string[] arguments)
    {
        using var process = RotaProcess.Start(arguments);
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return answer;
    }

    private static NodeAnnouncement Said(int number) =>
        new()
        {
            Name = $"n{number}",
            Incarnation = 1,
            Sequence = 1,
            Boot = "boot",
            Host = $"n{number}",
            Kind = "linux-x64",
            Version = "0.0.0",
            State = $"/n{number}",
            Capacity = new Capacity
            {
                Slots = 1,
                MilliCpus = 1_000,
                MemoryBytes = 1L << 30,
            },
            Use = default,
        };

    /// <summary>A node that opens no line to its keeper.</summary>
    private sealed class Deaf : IReceiver
    {
        public void Received(ReadOnlySpan<byte> payload) { }

        public void Ended(string? fault) { }
    }
}
