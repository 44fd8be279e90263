using Rota.Cli.Invoking;

namespace Rota.Cli.Verbs.Nodes.Demo;

/// <summary>Lines that a person types, until the last one or a signal.</summary>
internal sealed class DemoTalk : IDisposable
{
    private readonly AutoResetEvent changed = new(false);
    private readonly Queue<string?> lines = new();
    private readonly Interrupts interrupts;

    /// <summary>Begins to heed signals.</summary>
    public DemoTalk() => interrupts = new Interrupts(() => changed.Set());

    private bool IsToEnd => interrupts.Count > 0 || interrupts.MustLeave;

    /// <summary>Has each line done, until that says so.</summary>
    /// <param name="act">Does it, and says whether to go on.</param>
    public void Heed(Func<string, bool> act)
    {
        new Thread(Read) { IsBackground = true, Name = "demo" }.Start();
        while (!IsToEnd)
        {
            if (!TryTake(out var line))
            {
                changed.WaitOne();
            }
            else if (line is null || !act(line))
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => interrupts.Dispose();

    private bool TryTake(out string? line)
    {
        lock (lines)
        {
            return lines.TryDequeue(out line);
        }
    }

    private void Read()
    {
        string? line;
        do
        {
            line = Console.In.ReadLine();
            lock (lines)
            {
                lines.Enqueue(line);
            }

            changed.Set();
        } while (line is not null);
    }
}
