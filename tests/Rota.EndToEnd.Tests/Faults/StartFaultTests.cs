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

    /// <summary>What the system calls a missing file, or no permission, is something else to who wrote the file.</summary>
    [Theory]
    [InlineData("#!/bin/sh\r\necho hi\r\n", "end as on Windows, with a carriage return (CR)", "\"/bin/sh\"", "sed -i 's/\\r$//' PROGRAM")]
    [InlineData("#!/no/such/shell -e\necho\n", "its interpreter (first line) /no/such/shell does not exist")]
    [InlineData("#!/usr\necho\n", "its first line names /usr, a directory")]
    [InlineData("#!/etc/passwd\necho\n", "its interpreter (first line) /etc/passwd is not executable")]
    [InlineData("#!\r\necho\n", "carriage return (CR)")]
    [InlineData("\u007fELF: of another machine", "PROGRAM is a program for another kind of machine")]
    public void A_program_that_cannot_be_one_says_why(string text, params string[] reasons)
    {
        using var rota = new RotaState();
        File.SetUnixFileMode(rota.Write("program", text), (UnixFileMode)0b111_101_101);
        rota.Run("run", "--", "./program").Exits(1);
        Assert.All(reasons, reason =>
            Assert.Contains(reason.Replace("PROGRAM", "./program", StringComparison.Ordinal), rota.TasksOf().Single().Reason ?? "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("./folder", "./folder is a directory, not a program")]
    [InlineData("", "the program has no name")]
    public void What_is_no_program_is_called_what_it_is(string program, string reason)
    {
        using var rota = new RotaState();
        Directory.CreateDirectory(rota.At("folder"));
        rota.RunFile($"params: {{program: \"{program}\"}}\ntasks: [{{command: [\"${{params.program}}\"]}}]").Exits(1);
        Assert.Contains(reason, rota.TasksOf().Single().Reason ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_is_a_file_is_called_one()
    {
        using var files = new RotaState();
        Fails($"[\"true\"]\n    working_dir: {files.Write("file", "")}", "is a file, not a directory");
    }

    [Fact]
    public void A_directory_that_is_closed_is_not_taken_for_a_program_that_is_not_executable()
    {
        using var rota = new RotaState();
        Directory.CreateDirectory(rota.At("closed"), UnixFileMode.None);
        if (Environment.IsPrivilegedProcess)
        {
            // Nothing is closed to root.
            rota.GiveTo("1077");
        }

        rota.RunFile("tasks: [{command: [\"true\"], working_dir: closed}]").Exits(1).Says("closed is closed to this user");
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
