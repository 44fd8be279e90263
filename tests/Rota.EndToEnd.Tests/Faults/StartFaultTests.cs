using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>A start that fails is the task's outcome, with a sentence; the job goes on.</summary>
public sealed class StartFaultTests
{
    [Fact]
    public void A_missing_program_is_the_outcome_of_its_task() => Fails("[/no/such/program]", "/no/such/program");

    [Fact]
    public void A_missing_directory_is_the_outcome_of_its_task() => Fails("[\"true\"]\n    working_dir: /no/such/dir", "/no/such/dir");

    [Fact]
    public void A_file_that_is_not_executable_is_the_outcome_of_its_task()
    {
        using var files = new RotaState();
        Fails($"[{files.Write("plain", "#!/bin/sh\n")}]", "ermission");
    }

    /// <summary>As every shell and execvp(3) do: the program is named, and it runs with its arguments.</summary>
    [Fact]
    public void A_script_without_an_interpreter_line_runs_in_the_shell()
    {
        using var rota = new RotaState();
        var script = rota.Write("bare", "echo \"$0|$1|$2|$#\"\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        rota.Run("run", "--", script, "a b", "*").Exits(0);
        Assert.Equal([$"{script}|a b|*|2"], rota.Run("logs", "1").Exits(0).Lines);
    }

    private static void Fails(string command, string reason)
    {
        using var rota = new RotaState();
        rota.RunFile($"version: 1\nname: starts\ntasks:\n  - id: bad\n    command: {command}\n  - id: good\n    command: [\"true\"]\n")
            .Exits(1).Says("bad");
        var tasks = rota.TasksOf();
        Assert.Equal("failed", tasks[0].State);
        Assert.Contains(reason, tasks[0].Reason ?? "", StringComparison.Ordinal);
        Assert.Equal("succeeded", tasks[1].State);
    }
}
