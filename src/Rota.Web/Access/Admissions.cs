using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Rota.App.Access;

namespace Rota.Web.Access;

/// <summary>
/// Who was let in and is not answered yet. Whoever may no more is cut off: a stream that was open when its token was
/// taken back must not go on.
/// </summary>
internal sealed class Admissions : IDisposable
{
    /// <summary>
    /// How often it is looked whether they still may: together with the age of what is known, within a second.
    /// </summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<HttpContext, (Caller Caller, ICredentials By)> open = new();
    private readonly TokenBook book;
    private readonly Timer timer;

    public Admissions(TokenBook book)
    {
        this.book = book;
        timer = new Timer(_ => Look());
        _ = timer.Change(Pace, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Notes that somebody was let in; it ends with what is returned.</summary>
    public IDisposable Enter(HttpContext http, Caller caller, ICredentials by)
    {
        open[http] = (caller, by);
        return new Stay(open, http);
    }

    /// <inheritdoc/>
    public void Dispose() => timer.Dispose();

    private void Look()
    {
        try
        {
            foreach (var (http, (_, _)) in open.Where(one => !one.Value.By.Holds(one.Value.Caller)))
            {
                http.Abort();
            }

            book.NoteUse();
        }
        catch (Exception error) when (error is Store.StoreException or IOException)
        {
            // The home cannot be read for a moment: nobody is let in by it either, and the next look is soon.
        }
        finally
        {
            Again();
        }
    }

    private void Again()
    {
        try
        {
            _ = timer.Change(Pace, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The server ends.
        }
    }

    private sealed class Stay(ConcurrentDictionary<HttpContext, (Caller, ICredentials)> open, HttpContext http)
        : IDisposable
    {
        public void Dispose() => open.TryRemove(http, out _);
    }
}
