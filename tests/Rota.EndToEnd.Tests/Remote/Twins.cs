using System.Text.RegularExpressions;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Remote;

/// <summary>
/// Two states with a daemon each that have the same story: one is read as always, the other through its daemon by
/// somebody who has no state. What is printed must be the same, byte for byte, but for times and processes.
/// </summary>
internal sealed partial class Twins : IDisposable
{
    private readonly RotaState here = new();
    private readonly RotaState there = new();

    public Twins(params string[] options)
    {
        foreach (var twin in Both)
        {
            twin.Run(["up", "--detach", "-j", "4", .. options]).Exits(0);
        }
    }

    private RotaState[] Both => [here, there];

    public string Socket => $"unix:{Path.Combine(there.State, "api.sock")}";

    /// <summary>A file in the directory of each.</summary>
    public void Write(string name, string text) => Array.ForEach(Both, twin => twin.Write(name, text));

    /// <summary>The same of any bytes.</summary>
    public void Write(string name, byte[] bytes) => Array.ForEach(Both, twin => File.WriteAllBytes(twin.At(name), bytes));

    /// <summary>The same words to both; what they print, which is the same.</summary>
    public Outcome Same(params string[] words)
    {
        var (direct, remote) = (here.Run(words), Remote(words));
        var said = string.Join(' ', words);
        Assert.True(Masked(direct, here) == Masked(remote, there), $"rota {said}\n{Masked(direct, here)}\n=== over the wire\n{Masked(remote, there)}");
        return remote;
    }

    /// <summary>Waits until a job has ended in both.</summary>
    public void Ended(int job) => Array.ForEach(Both, twin => Until.True(
        () => twin.JobState(job) is "succeeded" or "failed" or "cancelled", $"job {job} has ended"));

    /// <summary>The words to the twin that is reached through its daemon, in a directory without a state.</summary>
    public Outcome Remote(params string[] words)
    {
        using var command = there.StartWith(new() { ["ROTA_STATE"] = there.At("nowhere") }, ["--server", Socket, .. words]);
        return command.Wait();
    }

    public void Dispose()
    {
        foreach (var twin in Both)
        {
            twin.Run("down");
            twin.Dispose();
        }
    }

    private static string Masked(Outcome outcome, RotaState state)
    {
        var text = outcome.ToString().Replace(state.Root, "ROOT", StringComparison.Ordinal);
        text = Instant().Replace(text, "INSTANT");
        text = Measured().Replace(text, "INSTANT,INSTANT,N,$1,N,N,");
        text = Number().Replace(text, "${name}:N");
        text = Duration().Replace(text, "DURATION");
        text = Process().Replace(text, "pid N");
        text = Plan().Replace(text, "plan ID");
        text = Load().Replace(text, "LOAD");
        text = Slowest().Replace(text, "slowest: SOME");
        return Blanks().Replace(text, " ");
    }

    [GeneratedRegex(@"~?\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?Z?")]
    private static partial Regex Instant();

    /// <summary>Of a row of CSV: how long it took, its processor time and its memory.</summary>
    [GeneratedRegex(@"INSTANT,INSTANT,[^,]*,([^,]*,[^,]*),[^,]*,[^,]*,")]
    private static partial Regex Measured();

    [GeneratedRegex(@"(?<name>""(\w*seconds|\w*_ms|cpu_percent|memory_\w+|peak_memory_bytes|pid|turns\w*|runs|median|least|most|worst|overruns|steals|contention|lateness\w*|ts|dur)""):(null|-?[0-9.eE+-]+)")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<![\w.])(\d+d\d+h|\d+h\d+m|\d+m\d+s|\d+(\.\d+)?m?s)(?!\w)")]
    private static partial Regex Duration();

    [GeneratedRegex(@"pid \d+")]
    private static partial Regex Process();

    [GeneratedRegex(@"plan (is )?[0-9a-f]{12}|""plan"":""[0-9a-f]{12}""")]
    private static partial Regex Plan();

    /// <summary>What a machine was doing: shares, sizes, rates, and the two times of a line of a joblog.</summary>
    [GeneratedRegex(@"\d+(\.\d+)?( ?tasks/s|%|[KMG]\b)|\d{10}\.\d+\t *\d+\.\d+")]
    private static partial Regex Load();

    [GeneratedRegex(@"slowest: .*")]
    private static partial Regex Slowest();

    [GeneratedRegex(@"[ ─-]{2,}")]
    private static partial Regex Blanks();
}
