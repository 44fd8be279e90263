using Rota.App.Logs;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Watching.Model;
using Rota.Core.Bytes;

namespace Rota.Cli.Watching;

/// <summary>The end of a task's log, as it grows. What it wrote to move a cursor is shown as its code.</summary>
internal sealed class LogTail : IDisposable
{
    private const int LinesMax = 2_000;
    private const int TailLines = 500;
    private readonly IDisposable source;
    private readonly Func<Stream, bool> copy;
    private readonly MemoryStream fresh = new();
    private readonly List<string> lines = [];
    private string rest = "";
    private bool mayGrow = true;

    /// <summary>Opens it, here or at the server that is named.</summary>
    public LogTail(Invocation cli, string task)
    {
        Task = task;
        var request = new OutputRequest(task, false, false, TailLines);
        if (cli.Remote is { } server)
        {
            var sent = new SentLog(server, request);
            (source, copy) = (sent, sent.CopyTo);
        }
        else
        {
            var tasks = TaskOutput.Open(cli.Site, request);
            (source, copy) = (tasks, tasks.CopyTo);
        }
    }

    /// <summary>Whose log it is.</summary>
    public string Task { get; }

    /// <summary>Reads what has come since.</summary>
    /// <returns>Whether there is anything new.</returns>
    public bool Read()
    {
        if (!mayGrow)
        {
            return false;
        }

        mayGrow = copy(fresh);
        if (fresh.Length == 0)
        {
            return false;
        }

        var parts = (rest + ByteText.Of(fresh.GetBuffer().AsSpan(0, (int)fresh.Length))).Split('\n');
        fresh.SetLength(0);
        (rest, var whole) = (parts[^1], parts[..^1]);
        lines.AddRange(whole.Select(Shown));
        lines.RemoveRange(0, Math.Max(0, lines.Count - LinesMax));
        return true;
    }

    /// <summary>The log as it is now, in place of what was shown of it.</summary>
    public TextPane Pane(TextPane? before)
    {
        string[] all = [.. lines, .. rest.Length > 0 ? [Shown(rest)] : (string[])[]];
        return before?.LogOf == Task
            ? before with
            {
                Lines = all,
            }
            : new TextPane($"log of {Task}", all) { LogOf = Task, IsFollowing = true };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        source.Dispose();
        fresh.Dispose();
    }

    /// <summary>Of a line that was written over and over, as progress is, the last.</summary>
    private static string Shown(string line)
    {
        var text = line.TrimEnd('\r');
        return string.Join("    ", text[(text.LastIndexOf('\r') + 1)..].Split('\t').Select(Plain.Line));
    }
}
