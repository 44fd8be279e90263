using Rota.App.Serving;
using Rota.App.Submitting;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Linux.Processes;
using Rota.Store.Home;

namespace Rota.Cli.Verbs.Submitting;

/// <summary>What people must be told of variables that look like secrets.</summary>
internal static class SecretNotes
{
    private const int NamesShown = 8;

    /// <summary>
    /// What is told of a job that another process may run: what it does not get from here, and what of it is stored
    /// though it looks like a secret.
    /// </summary>
    public static void Tell(Invocation cli, SubmitRequest request)
    {
        TellLeftOut(cli, request.Job);
        TellStored(cli, request);
    }

    /// <summary>
    /// The same of a job that this process runs: nothing is left out of it, unless another serves the state.
    /// </summary>
    public static void TellOfRun(Invocation cli, SubmitRequest request)
    {
        if (!request.Job.LeftOut.IsEmpty && (cli.Remote is not null || Served.IsServed(cli.OpenHome())))
        {
            TellLeftOut(cli, request.Job);
        }

        TellStored(cli, request);
    }

    /// <summary>What was left out of a job and is not here either, where this process goes on with it.</summary>
    public static void TellMissing(Invocation cli, IHome home, JobId job)
    {
        if (cli.Output == OutputMode.Quiet)
        {
            return;
        }

        var missing = JobSecrets.Wanted(home, job).Where(name => OwnEnvironment.Find(name) is null).ToArray();
        if (missing.Length > 0)
        {
            Screen.Error.WriteLine(
                $"job {job} was submitted with {Names(missing)}, which it does not store "
                    + "and which this process does not have: its tasks run without. Set it first if they need it"
            );
        }
    }

    private static void TellLeftOut(Invocation cli, JobSpec job)
    {
        if (!job.LeftOut.IsEmpty && cli.Output != OutputMode.Quiet)
        {
            Screen.Error.WriteLine(
                $"not stored in the job, for they look like secrets: {Names(job.LeftOut)}. Its tasks get them from the "
                    + "process that runs them, where it has them; --env NAME stores one, --secret NAME requires one"
            );
        }
    }

    private static void TellStored(Invocation cli, SubmitRequest request)
    {
        var stored = JobSecrets.Stored(request);
        if (stored.Count > 0 && cli.Output != OutputMode.Quiet)
        {
            Screen.Error.WriteLine(
                $"stored in the job as it was written there: {Names(stored)}. "
                    + $"To keep it out: secrets: [{stored[0]}] in the job file, or --secret {stored[0]}"
            );
        }
    }

    private static string Names(IReadOnlyCollection<string> names) =>
        Plain.Line(string.Join(", ", names.Take(NamesShown)))
        + (names.Count > NamesShown ? $" and {names.Count - NamesShown} more" : "");
}
