using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>A state on a disk that may only be read can still be read.</summary>
public sealed class ReadOnlyTests
{
    private static readonly string[] Reading =
    [
        "ls", "ls --output json", "status 1", "tasks 1", "tasks 1 --only failed", "logs 1", "logs 1 --failed",
        "explain 1.sh.1", "explain 2.true.1", "explain 3.true", "export 1 --format json", "export 1 --format csv",
        "export 1 --format joblog", "export 1 --format trace", "check", "wait 1 --timeout 10s", "doctor",
        "cancel 2 --plan", "resume --plan", "rerun 1 --failed --plan", "prune --keep 0 --plan",
    ];

    private static readonly string[] Writing =
        ["submit -- true", "run -- true", "resume 2", "cancel 2", "pause 2", "rerun 1 --failed", "prune 1 --yes"];

    [Fact]
    public void Every_verb_that_reads_works() => Using(rota =>
    {
        foreach (var line in Reading)
        {
            var outcome = rota.Run(line.Split(' '));
            Assert.True(outcome.ExitCode == (line.StartsWith("wait", StringComparison.Ordinal) ? 1 : 0),
                $"{line}: {outcome}");
        }

        Assert.Contains("nobody runs this job now", rota.Run("explain", "2.true.1").Out, StringComparison.Ordinal);
        Assert.Equal(["sh[1]: out 1", "sh[2]: out 2"], rota.Run("logs", "1", "--failed").Lines);
    });

    [Fact]
    public void Every_verb_that_writes_says_that_it_cannot() => Using(rota =>
        Assert.All(Writing, line => rota.Run(line.Split(' ')).Exits(5).Says("error[", "ead-only")));

    private static void Using(Action<RotaState> test)
    {
        using var mount = new Mount("24m");
        using var rota = new RotaState(Path.Combine(mount.Path, "root"));
        rota.Run("run", "--array", "0-2", "--", "sh", "-c",
            "echo out $ROTA_TASK_INDEX; exit $ROTA_TASK_INDEX").Exits(1);
        rota.Run("submit", "--array", "0-3", "--", "true").Exits(0);
        rota.Run("submit", "--", "true").Exits(0);

        // The idle ones hold their journal and log open for writing for some seconds.
        Array.ForEach([.. rota.Anchors, .. rota.Keepers], pid => Processes.Signal(pid, Processes.SigKill));
        Until.True(() => rota.Anchors.Length + rota.Keepers.Length == 0, "anchor and keeper are gone");
        mount.Remount("ro");
        try
        {
            test(rota);
        }
        finally
        {
            mount.Remount("rw");
        }
    }
}
