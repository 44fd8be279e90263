using Rota.App.Watching;

namespace Rota.Cli.Watching.Model;

/// <summary>All that <c>rota top</c> shows: what was read, where the person is, and what is asked.</summary>
internal sealed record TopState
{
    /// <summary>How the state of Rota stands.</summary>
    public required Overview Overview { get; init; }

    /// <summary>The list that keys move in.</summary>
    public Section Section { get; init; }

    /// <summary>Where the person is in each list, by section.</summary>
    public Cursor Jobs { get; init; } = new();

    /// <summary>Where in the tasks that run.</summary>
    public Cursor Running { get; init; } = new();

    /// <summary>Where in the failures.</summary>
    public Cursor Failures { get; init; } = new();

    /// <summary>Where in the tasks of the open job.</summary>
    public Cursor Tasks { get; init; } = new();

    /// <summary>The job that is open; null for none.</summary>
    public JobPage? Page { get; init; }

    /// <summary>A text that is shown in place of everything; null for none.</summary>
    public TextPane? Text { get; init; }

    /// <summary>What waits for a yes; null for nothing.</summary>
    public Question? Question { get; init; }

    /// <summary>What was done or could not be, until the next key.</summary>
    public string? Notice { get; init; }

    /// <summary>Lines that lists have, for keys that move by pages.</summary>
    public int Lines { get; init; } = 20;
}

/// <summary>A list of the overview.</summary>
internal enum Section
{
    Jobs,
    Running,
    Failures,
}

/// <summary>Something to be done to a job, with its plan, until somebody says yes.</summary>
/// <param name="Deed">What.</param>
/// <param name="Job">The job.</param>
/// <param name="Plan">What would be done, as <c>--plan</c> of the verb prints it.</param>
internal sealed record Question(Deed Deed, long Job, IReadOnlyList<string> Plan);

/// <summary>What keys do to a job.</summary>
internal enum Deed
{
    Cancel,
    Pause,
    Resume,
    Rerun,
}
