using System.Text;
using Rota.App.Following;
using Rota.App.Local;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Store.Following;
using Rota.Store.Home;

namespace Rota.Cli.Progress;

/// <summary>
/// Writes a line of JSON for each committed change. What the disk does not take is kept and tried again with the next
/// change, and at the end: a job does not stop for want of being watched.
/// </summary>
internal sealed class EventFile : IDisposable
{
    private const int KeptMax = 16 << 20;
    private readonly FileStream file;
    private readonly MemoryStream kept = new();
    private long left;
    private bool hasGap;

    private EventFile(FileStream file) => this.file = file;

    /// <summary>Opens the file that somebody named; null where nobody did.</summary>
    /// <exception cref="ProblemException">It cannot be written.</exception>
    public static EventFile? Open(string? path) => path is null ? null : new EventFile(NamedFile.Append(path));

    /// <summary>Why changes are not in the file, for people; null while all of them are.</summary>
    public string? Notice { get; private set; }

    /// <summary>Appends a line for each change that is told.</summary>
    public void Write(JobNews news, JobSpec spec, IHomeReader home)
    {
        hasGap |= news.IsCut;
        foreach (var change in news.Changes)
        {
            if (ChangeEvent.Of(change, spec, home) is { } told)
            {
                Add(told.Line());
            }
        }

        Flush();
    }

    public void Dispose()
    {
        Flush();
        if (Notice is not null)
        {
            Console.Error.WriteLine(Notice);
        }

        file.Dispose();
    }

    private void Add(string line)
    {
        if (kept.Length > KeptMax)
        {
            left++;
            return;
        }

        kept.Write(Encoding.UTF8.GetBytes(line + "\n"));
    }

    private void Flush()
    {
        var length = file.CanSeek ? file.Length : 0;
        try
        {
            file.Write(kept.GetBuffer(), 0, (int)kept.Length);
            kept.SetLength(0);
            Notice =
                left > 0 ? $"{Words.Count(left, "event")} not in {file.Name}: it could not be written for too long"
                : hasGap ? $"some events are not in {file.Name}: this process was held up for too long"
                : null;
        }
        catch (IOException error)
        {
            Notice = $"events are not written to {file.Name}: {error.Message.TrimEnd('.')}. Make room; they wait";
            Withdraw(length);
        }
    }

    /// <summary>Takes back what was written of it: half a line would be none.</summary>
    private void Withdraw(long length)
    {
        try
        {
            if (file.CanSeek && file.Length > length)
            {
                file.SetLength(length);
            }
        }
        catch (IOException)
        {
            // It fails as a whole, and stays so.
        }
    }
}
