namespace Rota.Sim.Systems.Invariants;

/// <summary>What was accepted is there, once for each key, and has come to its end.</summary>
internal sealed class NothingIsLost : WorldInvariant
{
    public override string Name => "eventually_every_job_ends";

    public override void AtTheEnd()
    {
        using var queries = Book.Cell.Home.Store.Read();
        var jobs = queries.Jobs(int.MaxValue).ToDictionary(job => job.Id.Value);
        foreach (var job in Book.Accepted.Order().Where(job => !jobs.ContainsKey(job)))
        {
            Broken($"job {job} was accepted, and is not there");
        }

        foreach (var row in jobs.Values.Where(row => row.Ended is null))
        {
            Broken(
                $"job {row.Id} is {row.State} long after the last fault: {string.Join(' ', row.Counts)}; "
                    + string.Join(
                        "; ",
                        Book.Cell.Home.Runners.Select(runner => $"{runner.Name}: {runner.Notice ?? "well"}")
                    )
            );
        }
    }
}

/// <summary>What <c>rota check</c> proves holds over the stored state.</summary>
internal sealed class StoreIsSound : WorldInvariant
{
    public override string Name => "finally_the_store_is_sound";

    public override void AtTheEnd()
    {
        using var queries = Book.Cell.Home.Store.Read();
        foreach (var violation in queries.Proof.Run())
        {
            Broken(violation);
        }
    }
}

/// <summary>
/// An exit code that is recorded is the one that the process had; nothing has an outcome that never ran.
/// </summary>
internal sealed class OutcomesAreTrue : WorldInvariant
{
    public override string Name => "finally_outcomes_are_true";

    public override void AtTheEnd()
    {
        var runs = Book.Runs.ToLookup(one => one.Run.Attempt);
        using var queries = Book.Cell.Home.Store.Read();
        foreach (var attempt in queries.Jobs(int.MaxValue).SelectMany(job => queries.Attempts.Of(job.Id)))
        {
            var (id, code) = (attempt.Id.Value, attempt.ExitCode);
            var run = runs[id].LastOrDefault();
            if (code is not null && run.Process is null)
            {
                Broken($"attempt {id} has exit code {code}, and never ran");
            }
            else if (code is not null && run.Process.ExitCode != code)
            {
                Broken($"attempt {id} has exit code {code}, and its process had {run.Process.ExitCode}");
            }
        }
    }
}
