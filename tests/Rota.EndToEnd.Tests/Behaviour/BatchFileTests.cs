using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Scripts for sbatch: their directives are followed, their text is run as it was.</summary>
public sealed class BatchFileTests : IDisposable
{
    private readonly RotaState rota = new();

    public void Dispose() => rota.Dispose();

    [Fact]
    public void An_array_finds_its_numbers_and_its_files_are_written()
    {
        rota.Write("job.sh", """
            #!/bin/bash
            #SBATCH -J sweep -a 2-6:2%2
            #SBATCH -c 1 --mem=100 -t 5
            #SBATCH --output=%x-%A_%a.out
            echo out $SLURM_ARRAY_JOB_ID $SLURM_ARRAY_TASK_ID of $SLURM_ARRAY_TASK_MIN-$SLURM_ARRAY_TASK_MAX/$SLURM_ARRAY_TASK_STEP $SLURM_ARRAY_TASK_COUNT
            echo err $SLURM_CPUS_PER_TASK $SLURM_MEM_PER_NODE "$SLURM_JOB_NAME" >&2
            echo $SLURM_JOB_ID >> ids
            [ "$SLURM_SUBMIT_DIR" = "$PWD" ]
            """);
        rota.Run("run", "job.sh").Exits(0);
        foreach (var index in (int[])[2, 4, 6])
        {
            Assert.Equal($"out 1 {index} of 2-6/2 3\nerr 1 100 sweep\n", File.ReadAllText(rota.At($"sweep-1_{index}.out")));
            Assert.Equal($"out 1 {index} of 2-6/2 3\nerr 1 100 sweep\n", rota.Run("logs", $"1.sweep.{index}").Exits(0).Out);
        }

        Assert.Equal(3, File.ReadLines(rota.At("ids")).Distinct().Count());
    }

    [Fact]
    public void An_attempt_that_outlives_its_keeper_has_its_file()
    {
        rota.Write("job.sh", "#!/bin/sh\n#SBATCH -o out\necho one; until [ -e go ]; do sleep 0.02; done; echo two >&2\n");
        using var run = rota.Start("run", "job.sh");
        Until.True(() => rota.Run("logs", "1").Lines is ["one"], "it runs");
        var keeper = rota.Keeper;
        Crashes.Campaign.KillKeeper(rota);
        Until.True(() => rota.Keepers is [var next] && next != keeper, "the next keeper is there");
        File.WriteAllText(rota.At("go"), "");
        run.Wait().Exits(0);
        Assert.Equal("one\ntwo\n", File.ReadAllText(rota.At("out")));
    }

    [Fact]
    public void What_follows_the_script_is_its_own_and_options_before_it_win()
    {
        rota.Write("job.sh", "#!/bin/sh\n#SBATCH --job-name=a --time=5\n#SBATCH -o out -e err\necho \"$0 $1 $2 $SLURM_JOB_ID\"; echo e >&2\n");
        rota.Run("run", "--name", "b", "job.sh", "--plan", "x y").Exits(0).Says("b");
        Assert.Equal("job.sh --plan x y 1\n", File.ReadAllText(rota.At("out")));
        Assert.Equal("e\n", File.ReadAllText(rota.At("err")));
        Assert.Equal("succeeded", rota.JobState());
    }

    [Theory]
    [InlineData("022", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead)]
    [InlineData("027", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead)]
    public void Its_files_have_the_permissions_that_its_submitter_gives_files(string umask, UnixFileMode mode)
    {
        rota.Write("job.sh", "#!/bin/sh\n#SBATCH -o new --open-mode=append\necho out\n");
        rota.StartProgram([], "sh", "-c", $"umask {umask}; exec {RotaBinary.Path} run job.sh").Wait().Exits(0);
        Assert.Equal(mode, File.GetUnixFileMode(rota.At("new")));
        File.SetUnixFileMode(rota.At("new"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        rota.Run("run", "job.sh").Exits(0);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(rota.At("new")));
        Assert.Equal("out\nout\n", File.ReadAllText(rota.At("new")));
    }

    [Fact]
    public void The_text_is_that_of_the_submission()
    {
        rota.Write("job.sh", "#!/bin/bash\n#SBATCH -J a\necho '${task.index} ${attempt}' \"${HOME:+home}\"\n");
        rota.Run("submit", "job.sh").Exits(0);
        rota.Write("job.sh", "#!/bin/bash\n#SBATCH -J a\necho later\n");
        rota.Run("resume", "1").Exits(0);
        Assert.Equal("${task.index} ${attempt} home\n", rota.Run("logs", "1").Exits(0).Out);
    }

    [Fact]
    public void A_script_that_can_be_executed_is_read_too_and_another_is_a_program()
    {
        rota.Write("job.sh", "#!/bin/bash\n#SBATCH -a 1-2\necho $SLURM_ARRAY_TASK_ID\n");
        File.SetUnixFileMode(rota.At("job.sh"), (UnixFileMode)0b111_101_101);
        Assert.Equal(["1", "2"], rota.Run("run", "-k", "./job.sh").Exits(0).Lines);
        Assert.Equal([""], rota.Run("run", "-k", "--", "./job.sh").Exits(0).Out.Split('\n')[..1]);
        Assert.Equal(["1", "2", "3"], rota.Run("run", "-k", "--array", "1-3", "./job.sh").Exits(0).Lines);
    }

    [Fact]
    public void Directives_that_are_wrong_are_all_told_and_nothing_is_submitted()
    {
        rota.Write("job.sh", "#!/bin/bash\n#SBATCH --ntasks=8\n#SBATCH --tim=5\nmake\n");
        rota.Run("submit", "job.sh").Exits(2).Says(
            "2 problems in job.sh", "line 2: --ntasks 8: a task is one process", "line 3: sbatch has no option --tim; did you mean --time?");
        rota.Write("job.sh", "#!/bin/bash\n#SBATCH --mem=lots --time=soon\nmake\n");
        rota.Run("submit", "job.sh").Exits(2).Says("line 2: --mem lots: ", "line 2: --time soon: ");
        Assert.False(Directory.Exists(rota.State));
    }

    [Fact]
    public void What_is_not_done_is_a_warning()
    {
        rota.Write("job.sh", "#!/bin/bash\n#SBATCH --mail-type=END\n#SBATCH -A me\ntrue\n");
        rota.Run("run", "job.sh").Exits(0).Says("warning: job.sh: line 2: --mail-type is not done", "warning: job.sh: line 3: -A is not done");
    }

    [Fact]
    public void A_file_that_cannot_be_written_fails_the_attempt()
    {
        rota.Write("job.sh", "#!/bin/bash\n#SBATCH -o nowhere/out\ntrue\n");
        rota.Run("run", "job.sh").Exits(1);
        Assert.Contains("nowhere/out", rota.TasksOf()[0].Reason);
    }

    [Fact]
    public void Appending_keeps_what_is_there()
    {
        rota.Write("out", "before\n");
        rota.Write("job.sh", "#!/bin/bash\n#SBATCH -o out --open-mode=append\necho after\n");
        rota.Run("run", "job.sh").Exits(0);
        Assert.Equal("before\nafter\n", File.ReadAllText(rota.At("out")));
    }

    [Fact]
    public void Any_job_has_the_variables_on_request() =>
        Assert.Equal(["7 1", "8 1"], rota.Run("run", "-k", "--slurm-env", "--array", "7-8", "--timeout", "00:10:00", "--memory", "50MB",
            "echo $SLURM_ARRAY_TASK_ID $SLURM_ARRAY_JOB_ID").Exits(0).Lines);
}
