using Rota.App.Problems;
using Rota.App.Watching;
using Rota.Cli.Invoking;

namespace Rota.Cli.Watching;

/// <summary>Looks at a state again and again, here or through a server.</summary>
internal sealed class TopLook : IDisposable
{
    private readonly Invocation cli;
    private readonly OverviewReader? reader;
    private Overview? last;
    private JobPage? page;

    /// <summary>Begins to look.</summary>
    public TopLook(Invocation cli)
    {
        this.cli = cli;
        reader = cli.Remote is null ? new OverviewReader(cli.Site) : null;
    }

    /// <summary>Whether nobody can tell of changes: it is looked each second.</summary>
    public bool IsDeaf => reader is null;

    /// <summary>Why a server does not answer; null where it does. What was seen last stays meanwhile.</summary>
    public string? Lost { get; private set; }

    /// <summary>Hears that somebody committed.</summary>
    /// <returns>What ends it; null where nothing can be heard.</returns>
    public IDisposable? Listen(Action committed) => reader?.Listen(committed);

    /// <summary>How the state stands now.</summary>
    /// <exception cref="ProblemException">A server does not answer, and never did.</exception>
    public Overview Read(OverviewRequest request)
    {
        try
        {
            last = cli.Ask(_ => reader!.Read(request), server => server.Machine.OverviewAsync(request));
            Lost = null;
        }
        catch (ProblemException away) when (reader is null && last is not null)
        {
            Lost = away.Problem.Detail;
        }

        return last;
    }

    /// <summary>The tasks of a job; null where it is gone.</summary>
    public JobPage? Read(long job, int rows)
    {
        try
        {
            return page = cli.Ask(_ => reader!.Read(job, rows), server => server.Machine.PageAsync(job, rows));
        }
        catch (ProblemException away) when (reader is null)
        {
            Lost = away.Problem.Detail;
            return page?.Job.Id == job ? page : null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => reader?.Dispose();
}
