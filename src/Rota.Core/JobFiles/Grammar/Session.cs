using Rota.Core.JobFiles.Notation;
using Rota.Core.Jobs.Secrets;
using Rota.Core.Problems;

namespace Rota.Core.JobFiles.Grammar;

/// <summary>What the readers of one job file share.</summary>
internal sealed class Session(string file, JobFileContext context)
{
    /// <summary>What the file is read against; where relative paths start from, the file itself may say.</summary>
    public JobFileContext Context { get; set; } = context;

    /// <summary>
    /// What the job stores of the submitter's environment; its own secrets are taken out once they are read.
    /// </summary>
    public Capture Capture { get; set; } = context.Capture;

    /// <summary>What is wrong so far.</summary>
    public ProblemList Problems { get; } = new(file);

    /// <summary>Reads single values.</summary>
    public ValueReader Values => field ??= new(Problems);

    /// <summary>Whether lists that are empty are no mistake where their entry does not say so.</summary>
    public bool AllowsEmptyLists { get; set; } = context.AllowsEmptyLists;

    /// <summary>Tasks that further entries may expand to.</summary>
    public long TasksLeft { get; set; } = JobFileLimits.Tasks;
}
