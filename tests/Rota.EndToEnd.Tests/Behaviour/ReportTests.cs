using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Where the page of a job goes, and what stands first on it.</summary>
public sealed class ReportTests
{
    [Fact]
    public void A_report_has_a_name_of_its_own_begins_with_failures_and_is_shown_on_request()
    {
        using var rota = new RotaState();
        rota.Run("run", "--", "false").Exits(1);
        rota.Run("report", "1").Exits(0).Says("wrote rota-1.html");
        var page = File.ReadAllText(rota.At("rota-1.html"));
        Assert.InRange(
            page.IndexOf("rota rerun 1 --failed", StringComparison.Ordinal), 1, page.IndexOf("Tasks over time", StringComparison.Ordinal));
        rota.Environment["BROWSER"] = rota.Write("show", "#!/bin/sh\necho \"$1\" > shown.part; mv shown.part shown\n");
        File.SetUnixFileMode(rota.At("show"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        rota.Run("report", "1", "--open").Exits(0);
        Until.True(() => File.Exists(rota.At("shown")), "it is shown");
        Assert.Equal(rota.At("rota-1.html"), File.ReadAllText(rota.At("shown")).Trim());
    }

    [Fact]
    public void It_has_the_command_and_the_last_lines_of_what_failed_and_why_others_were_skipped()
    {
        using var rota = new RotaState();
        rota.RunFile(
            """
            version: 1
            name: chain
            tasks:
              - id: train
                matrix: {lr: [0.1, 0.2]}
                command: |
                  printf 'epoch 1\033[31m!\033[0m\n<b>'
                  head -c 10000000 /dev/zero | tr '\0' x >&2; echo >&2
                  echo "out of memory at step $ROTA_TASK_INDEX" >&2; exit 3
              - {id: merge, needs: [train], command: "true"}
            """).Exits(1);
        rota.Run("report", "1").Exits(0);
        var page = File.ReadAllText(rota.At("rota-1.html"));
        Assert.InRange(page.Length, 10_000, 200_000);
        foreach (var part in new[] { "needs train (succeeded): 0 of 2 tasks succeeded", "epoch 1!", "&lt;b&gt;", "<bdi>out of memory at step 1</bdi>", "tr &#39;\\0&#39; x", "rota rerun 1 --like 1.train.0", "<bdi>lr</bdi></th>", "blocks" })
        {
            Assert.Contains(part, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_failed_alike_is_told_together_and_run_again_alone()
    {
        using var rota = new RotaState();
        rota.Run("run", "--array", "0-5", "--", "sh", "-c", "test $ROTA_TASK_INDEX -gt 3 && exit 4; echo no space at $ROTA_TASK_INDEX >&2; exit 5").Exits(1);
        var told = rota.Run("failures", "1").Exits(0).Out;
        Assert.Contains("4 x exit 5: no space at 0", told, StringComparison.Ordinal);
        Assert.Contains("2 x exit 4: no message on standard error", told, StringComparison.Ordinal);
        Assert.Contains("rota rerun 1 --like 1.sh.4", told, StringComparison.Ordinal);
        var failures = rota.Json("failures", "1").Exits(0).Json;
        Assert.Equal([4, 2], failures.GetProperty("groups").EnumerateArray().Select(group => group.GetProperty("tasks").GetInt32()));
        Assert.Equal("no space at #", failures.GetProperty("groups")[0].GetProperty("shape").GetString());
        rota.Run("rerun", "1", "--like", "1.sh.4").Exits(1);
        Assert.Equal([1, 1, 1, 1, 2, 2], rota.Json("tasks", "1").Exits(0).Json.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("attempt").GetInt32()));
        rota.Run("rerun", "1", "--like", "1.sh").Exits(2).Says("takes one task of job 1");
        rota.Run("rerun", "1", "--like", "1.sh.4", "--failed").Exits(2).Says("keep one of them");
        rota.Run("run", "--", "true").Exits(0);
        Assert.Equal("no task of job 2 has failed\n", rota.Run("failures", "2").Exits(0).Out);
        rota.Run("rerun", "2", "--like", "2.true").Exits(2).Says("that task has not failed");
    }

    [Fact]
    public void Where_nothing_can_show_it_the_page_is_named()
    {
        using var rota = new RotaState();
        rota.Run("run", "--", "true").Exits(0);
        rota.Environment["BROWSER"] = "no-such-browser";
        rota.Run("report", "1", "--open").Exits(2).Says("no-such-browser cannot be started", rota.At("rota-1.html"));
    }
}
