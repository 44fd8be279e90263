using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Crashes;

/// <summary>One round: a job of short tasks, a death in the middle of it, and the way back to its end.</summary>
internal sealed class Campaign(
    int tasks = 60, string work = "sleep 0.0$((ROTA_TASK_INDEX % 4 + 1)); ", int slots = 4)
{
    public const int FailureCode = 7;

    public int Tasks => tasks;

    /// <summary>Every tenth task fails; some write output.</summary>
    public static int ExitCodeOf(int index) => index % 10 == 7 ? FailureCode : 0;

    public RunningCommand Start(RotaState rota, Dictionary<string, string>? environment = null) =>
        rota.StartWith(environment ?? [], "run", "-j", $"{slots}", "--array", $"0-{tasks - 1}", "--", "sh", "-c",
            rota.Effects.Command + work + "[ $((ROTA_TASK_INDEX % 3)) -ne 0 ] || echo output of $ROTA_TASK_INDEX; "
            + $"[ $((ROTA_TASK_INDEX % 10)) -ne 7 ] || exit {FailureCode}");

    /// <summary>Waits until so many tasks have started, or the command is over.</summary>
    public static void AwaitStarts(RotaState rota, RunningCommand run, int starts) =>
        Until.True(() => rota.Effects.Count >= starts || run.HasExited, $"{starts} tasks have started");

    /// <summary>Whether the job was accepted before the death.</summary>
    public static bool WasAccepted(RotaState rota) =>
        rota.Json("ls") is { ExitCode: 0 } jobs && jobs.Json.GetProperty("jobs").GetArrayLength() > 0;

    /// <summary>Brings the job to its end from wherever the deaths left it.</summary>
    public static void GoOn(RotaState rota)
    {
        if (rota.JobState() is not ("failed" or "succeeded"))
        {
            rota.Run("resume").Exits(1);
        }
    }

    /// <summary>Brings whatever is left to its end, if anything is, after a disk was full.</summary>
    public static void Resume(RotaState rota)
    {
        // What was just freed is not seen as free by everybody at once.
        Until.True(() => rota.Run("resume").ExitCode is 0 or 1 or 2, "all jobs have ended", TimeSpan.FromMinutes(2));
    }

    /// <summary>Kills the keeper that lives now, if any.</summary>
    public static void KillKeeper(RotaState rota) =>
        Array.ForEach(rota.Keepers, pid => Processes.Signal(pid, Processes.SigKill));

    public static void KillAnchor(RotaState rota) =>
        Array.ForEach(rota.Anchors, pid => Processes.Signal(pid, Processes.SigKill));
}
