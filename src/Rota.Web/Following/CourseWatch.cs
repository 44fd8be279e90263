using Rota.App;
using Rota.App.Course;

namespace Rota.Web.Following;

/// <summary>Looks every few seconds how the state goes, for as long as the server is there.</summary>
internal sealed class CourseWatch : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource over = new();
    private readonly Task looking;

    /// <summary>Begins to look.</summary>
    public CourseWatch(Site site)
    {
        Course = new StateCourse(site);
        looking = Task.Run(Look);
    }

    /// <summary>What was seen.</summary>
    public StateCourse Course { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        over.Cancel();
        looking.GetAwaiter().GetResult();
        over.Dispose();
    }

    private async Task Look()
    {
        using var pace = new PeriodicTimer(Pace);
        try
        {
            do
            {
                Course.Sample();
            } while (await pace.WaitForNextTickAsync(over.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // The server is closed.
        }
    }
}
