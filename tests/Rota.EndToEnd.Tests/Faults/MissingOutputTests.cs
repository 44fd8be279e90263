using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>Output that was written and is not there any more is said, by everything that reads it.</summary>
public sealed class MissingOutputTests
{
    [Fact]
    public void Output_that_is_gone_is_an_error_of_logs_and_a_finding_of_check() => Using((rota, segment) =>
    {
        File.Delete(segment);
        rota.Run("logs", "1").Exits(5).Says("error[output-missing]", $"{segment} is missing", "rota check");
        rota.Run("logs", "1.sh.1", "--stderr").Exits(5).Says("error[output-missing]");
        rota.Run("logs", "2").Exits(0);
        var check = rota.Run("check").Exits(1);
        Assert.Contains($"{segment} is missing", check.Out, StringComparison.Ordinal);
        Assert.Contains("rota prune 1", check.Out, StringComparison.Ordinal);
        Assert.Contains("every other invariant holds", check.Out, StringComparison.Ordinal);
        rota.Run("prune", "1").Exits(0);
        rota.Run("check").Exits(0);
    });

    [Fact]
    public void Output_that_is_cut_off_is_printed_as_far_as_it_is_there_and_is_an_error() => Using((rota, segment) =>
    {
        var length = new FileInfo(segment).Length;
        using (var file = File.Open(segment, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(length - 1);
        }

        var logs = rota.Run("logs", "1").Exits(5).Says("error[output-missing]", $"ends at byte {length - 1}");
        Assert.Equal(5, logs.Lines.Length);
        Assert.Contains($"ends at byte {length - 1}", rota.Run("check").Exits(1).Out, StringComparison.Ordinal);
    });

    [Fact]
    public void A_backup_of_a_state_without_some_output_says_so_and_has_the_rest() => Using((rota, segment) =>
    {
        File.Delete(segment);
        rota.Run("backup", rota.At("backup.tar")).Exits(1).Says($"{segment} is missing", "job 1 is lost");
        rota.Run("restore", rota.At("backup.tar"), rota.At("new")).Exits(0);
        rota.Run("check", "--state", rota.At("new")).Exits(0);
        rota.Run("logs", "1", "--state", rota.At("new")).Exits(5).Says("error[output-missing]", "lost");
        Assert.Equal(["two"], rota.Run("logs", "2", "--state", rota.At("new")).Exits(0).Lines);
    });

    [Fact]
    public void Following_a_job_whose_output_is_gone_is_an_error() => Using((rota, segment) =>
    {
        File.Delete(segment);
        rota.Run("logs", "1", "-f").Exits(5).Says("error[output-missing]");
    });

    private static void Using(Action<RotaState, string> test)
    {
        using var rota = new RotaState();
        rota.Run("run", "-j", "1", "--array", "0-2", "--", "sh", "-c", "echo out; echo err >&2").Exits(0);
        rota.Run("run", "--", "echo", "two").Exits(0);
        test(rota, Path.Combine(rota.State, "jobs", "1", "output-0001.log"));
    }
}
