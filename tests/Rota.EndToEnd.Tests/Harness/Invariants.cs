namespace Rota.EndToEnd.Tests.Harness;

/// <summary>What must hold after every fault, in the store and in the world. Each violation is a sentence.</summary>
internal static class Invariants
{
    private static readonly string[] Endings = ["succeeded", "failed", "timed_out", "oom_killed", "cancelled", "skipped", "lost"];

    /// <summary>Fails the test with all violations.</summary>
    public static void Hold(RotaState rota, int tasks, Func<int, int> exitCodeOf) =>
        Assert.Empty(Violations(rota, tasks, exitCodeOf));

    public static List<string> Violations(RotaState rota, int tasks, Func<int, int> exitCodeOf)
    {
        var found = new List<string>();
        var check = rota.Json("check");
        found.AddRange(check.Json.GetProperty("violations").EnumerateArray().Select(violation => "check: " + violation.GetString()));
        var rows = rota.TasksOf();
        if (rows.Length != tasks || rows.DistinctBy(row => row.Index).Count() != tasks)
        {
            found.Add($"{rows.Length} tasks instead of {tasks}");
        }

        foreach (var row in rows)
        {
            if (!Endings.Contains(row.State))
            {
                found.Add($"task {row.Index} is {row.State} at the end");
            }
            else if (row.State is "succeeded" or "failed" && row.ExitCode != exitCodeOf(row.Index ?? 0))
            {
                found.Add($"task {row.Index} is {row.State} with exit code {row.ExitCode}, not {exitCodeOf(row.Index ?? 0)}: {row.Reason}");
            }
        }

        found.AddRange(AgainstTheWorld(rota));
        return found;
    }

    private static IEnumerable<string> AgainstTheWorld(RotaState rota)
    {
        var attempts = rota.AttemptsOf().ToLookup(attempt => (attempt.Index ?? 0, attempt.Attempt));
        var starts = rota.Effects.Starts;
        foreach (var same in starts.GroupBy(start => (start.Index, start.Attempt)))
        {
            if (same.Count() > 1)
            {
                yield return $"task {same.Key.Index} was started {same.Count()} times as attempt {same.Key.Attempt}";
            }

            if (!attempts.Contains(same.Key))
            {
                yield return $"task {same.Key.Index} was started as attempt {same.Key.Attempt}, which nobody recorded";
            }
        }

        var started = starts.Select(start => (start.Index, start.Attempt)).ToHashSet();
        foreach (var phantom in attempts.Where(same => same.Any(attempt => attempt.State is "succeeded" or "failed") && !started.Contains(same.Key)))
        {
            yield return $"task {phantom.Key.Item1} has an outcome of attempt {phantom.Key.Attempt}, which never ran";
        }

        foreach (var task in starts.GroupBy(start => start.Index))
        {
            var fences = task.OrderBy(start => start.Attempt).Select(start => start.Fence).ToArray();
            if (!fences.SequenceEqual(fences.Order()))
            {
                yield return $"the fences of task {task.Key} shrink: {string.Join(' ', fences)}";
            }
        }

        var deadline = System.Diagnostics.Stopwatch.GetTimestamp();
        while (rota.Tasks.Length > 0 && System.Diagnostics.Stopwatch.GetElapsedTime(deadline) < TimeSpan.FromSeconds(10))
        {
            Thread.Sleep(20);
        }

        foreach (var pid in rota.Tasks)
        {
            yield return "a process is left: " + Processes.Describe(pid);
        }
    }
}
