using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Files and directories that are not what people took them for: a mistake of theirs, told in their words.</summary>
public sealed class MistakenFileTests : IDisposable
{
    private readonly RotaState rota = new();

    public static TheoryData<string> Inputs =>
    [
        "run FILE", "submit FILE", "plan FILE", "schedule add FILE", "import FILE", "import FILE --format joblog",
        "run --from-csv FILE -- echo {a}", "run --each-line FILE -- echo {}", "run echo {} :::: FILE",
        "simulate policy --trace FILE",
    ];

    [Theory]
    [MemberData(nameof(Inputs))]
    public void An_input_that_is_not_there_is_bad_input_and_named(string command)
    {
        Run(command, "nowhere.yaml").Exits(2).Says("cannot read ", "nowhere.yaml: there is no such file");
        Assert.False(Directory.Exists(rota.State));
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void An_input_that_is_a_directory_is_called_one(string command)
    {
        Directory.CreateDirectory(rota.At("folder.yaml"));
        Run(command, "folder.yaml").Exits(2).Says("folder.yaml: it is a directory, not a file");
    }

    [Fact]
    public void Inputs_of_a_job_file_are_told_the_same_way()
    {
        Directory.CreateDirectory(rota.At("folder"));
        rota.RunFile("""
            tasks:
              - {id: a, command: "true", each_line: nowhere}
              - {id: b, command: "true", from_csv: folder}
              - {id: c, command: "true", each_file: nowhere}
              - {id: d, command: "true", each_file: job.yaml}
            """).Exits(2).Says(
            "job.yaml:2:41: nowhere cannot be read: there is no such file; paths start from",
            "job.yaml:3:40: folder cannot be read: it is a directory, not a file",
            "job.yaml:4:41: nowhere cannot be read: there is no such directory",
            "job.yaml:5:41: job.yaml cannot be read: it is a file, not a directory");
    }

    [Fact]
    public void An_input_that_is_closed_to_the_user_says_so()
    {
        File.WriteAllText(rota.At("closed.csv"), "a\n1\n");
        File.SetUnixFileMode(rota.At("closed.csv"), UnixFileMode.None);
        if (Environment.IsPrivilegedProcess)
        {
            // Nothing is closed to root.
            rota.GiveTo("1077");
        }

        rota.Run("run", "--from-csv", "closed.csv", "--", "echo", "{a}").Exits(2).Says("closed.csv: permission denied");
    }

    [Fact]
    public void Where_a_result_cannot_go_nothing_is_submitted_and_the_place_is_named()
    {
        rota.Run("run", "--events", "nowhere/events", "--", "true").Exits(2).Says("cannot write nowhere/events: there is no directory nowhere");
        Assert.False(Directory.Exists(rota.State));
        rota.Run("run", "--", "true").Exits(0);
        rota.Run("report", "1", "-o", "nowhere/page.html").Exits(2).Says("there is no directory nowhere");
        rota.Run("report", "1", "-o", rota.Root).Exits(2).Says("it is a directory, not a file");
        rota.Run("backup", "nowhere/copy.tar").Exits(2).Says("there is no directory");
        rota.Run("restore", "nowhere.tar", "new").Exits(2).Says("there is no such file");
        rota.Run("restore", rota.Root, "new").Exits(2).Says("it is a directory, not a file");
    }

    [Theory]
    [InlineData("./job.sh", "#!/bin/bash\necho $0\n", "./job.sh is a program, not a job file", "chmod +x ./job.sh", "run it with: rota run -- ./job.sh")]
    [InlineData("job.py", "#!/usr/bin/python3\nprint(1)\n", "job.py is a program", "chmod +x job.py", "rota run -- ./job.py")]
    [InlineData("tool", "\u007fELF\u0002\u0001\u0001\0", "tool is a program", "rota run -- ./tool")]
    [InlineData("job.sh", "echo $x\n", "the job must be a mapping", "if it is a program, make it executable", "run it with: rota run -- ./job.sh")]
    public void A_program_that_cannot_be_executed_says_how_to_run_it(string path, string text, params string[] words)
    {
        rota.Write(path, text);
        rota.Run("run", path).Exits(2).Says(words);
        rota.Run("submit", path).Exits(2).Says("rota submit -- ./" + Path.GetFileName(path));
        rota.Run("schedule", "add", path).Exits(2).Says("rota run -- ./" + Path.GetFileName(path));
    }

    [Fact]
    public void A_program_that_can_be_executed_is_run()
    {
        File.SetUnixFileMode(rota.Write("job.sh", "#!/bin/sh\necho ran\n"), (UnixFileMode)0b111_101_101);
        Assert.Contains("ran", rota.Run("run", "--print", "./job.sh").Exits(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_without_a_file_may_be_a_program() =>
        rota.Run("run", "true").Exits(2).Says("cannot read true: there is no such file", "rota run -- true");

    /// <summary>A first line that calls Rota makes a job file a program; its mistakes are those of a job file.</summary>
    [Fact]
    public void A_job_file_that_calls_rota_is_one()
    {
        File.SetUnixFileMode(rota.Write("nightly", "#!/usr/bin/env -S rota run\ntaskz: []\n"), (UnixFileMode)0b111_101_101);
        rota.Run("run", "nightly").Exits(2).Says("nightly:2:1: unknown key \"taskz\"");
    }

    [Fact]
    public void A_directory_to_run_in_must_be_there()
    {
        rota.Run("run", "-C", "nowhere", "--", "true").Exits(2).Says($"there is no directory {rota.At("nowhere")}", "-C");
        rota.Run("run", "-C", rota.Write("file", ""), "--", "true").Exits(2).Says("is a file, not a directory");
    }

    [Fact]
    public void In_a_deleted_directory_that_is_what_is_said()
    {
        foreach (var verb in (string[])["ls", "run -- true", "backup copy.tar", "doctor"])
        {
            rota.StartProgram([], "/bin/sh", "-c", $"mkdir gone && cd gone && rmdir ../gone && unset ROTA_STATE && exec {RotaBinary.Path} {verb}")
                .Wait().Exits(5).Says("error[deleted-directory]: the directory you are in has been deleted", "cd");
        }
    }

    public void Dispose() => rota.Dispose();

    private Outcome Run(string command, string file) => rota.Run(command.Replace("FILE", file, StringComparison.Ordinal).Split(' '));
}
