using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>What a task has of its submitter, whoever started the keeper that starts it.</summary>
public sealed class InheritanceTests
{
    private static readonly string Wrapper = Path.Combine(RotaBinary.Root, "rota");

    /// <summary>How a submission is started, and how a task of it tells.</summary>
    public static TheoryData<string, string> Settings => new()
    {
        { "umask 027; exec", "umask" },
        { "umask 0777; exec", "umask" },
        { "ulimit -Sn 512; exec", "ulimit -Sn; ulimit -Hn" },
        { "ulimit -Sc 8; exec", "ulimit -Sc; ulimit -Hc" },
        { "ulimit -Sf 1000000; exec", "ulimit -Sf; ulimit -Hf" },
        { "ulimit -St 1000; exec", "ulimit -St; ulimit -Ht" },
        { "ulimit -Ss 4096; exec", "ulimit -Ss; ulimit -Hs" },
        { "exec nice -n 5", "nice" },
        { "exec taskset -c 0", "taskset -cp $BASHPID | sed 's/.*: //'" },
        { "exec chrt -b 0", "chrt -p $BASHPID | sed 's/.*: //'" },
        { "exec ionice -c 3", "ionice -p $BASHPID" },
        { "umask 070; ulimit -Sn 600; ulimit -Sc 4; exec nice -n 3 taskset -c 0", "umask; ulimit -Sn; ulimit -Sc; nice" },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_task_has_its_submitters_settings_under_a_keeper_that_another_started(string submitter, string tell) => Using(rota =>
    {
        var (here, there) = (Plainly(rota, "exec", tell), Plainly(rota, submitter, tell));
        Assert.Equal(here, Told(rota, "exec", tell));
        Assert.Equal(there, Told(rota, submitter, tell));
        Assert.Equal(here, Told(rota, "exec", tell));
        Until.True(() => rota.Keepers.Length == 1, "one keeper serves all of them");
    });

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_keepers_first_submitter_leaves_nothing_to_the_next(string submitter, string tell) => Using(rota =>
    {
        var (here, there) = (Plainly(rota, "exec", tell), Plainly(rota, submitter, tell));
        Assert.Equal(there, Told(rota, submitter, tell));
        Assert.Equal(here, Told(rota, "exec", tell));
        Assert.Equal(there, Told(rota, submitter, tell));
        Until.True(() => rota.Keepers.Length == 1, "one keeper serves all of them");
    });

    [Theory]
    [InlineData("ulimit -n 700; exec", "ulimit -Sn; ulimit -Hn")]
    [InlineData("ulimit -f 2000000; exec", "ulimit -Sf; ulimit -Hf")]
    [InlineData("ulimit -c 0; exec", "ulimit -Sc; ulimit -Hc")]
    public void A_hard_limit_holds_for_the_tasks_of_its_submission(string submitter, string tell) => Using(rota =>
    {
        Told(rota, "exec", tell);
        Assert.Equal(Plainly(rota, submitter, tell), Told(rota, submitter, tell));
        Until.True(() => rota.Keepers.Length == 1, "one keeper serves all of them");
    });

    [Fact]
    public void A_hard_limit_that_the_keeper_cannot_lift_is_said() => Using(rota =>
    {
        const string tell = "ulimit -Hn";
        Told(rota, "ulimit -n 700; exec", tell);
        var next = Submit(rota, "exec", tell).Exits(0);
        if (next.Out == Plainly(rota, "exec", tell))
        {
            // Root may, in some places.
            Assert.DoesNotContain("tasks start without", next.Error, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal("700\n", next.Out);
            next.Says("tasks start without what their submission had", "nofile", "it stays at most 700", "rota down");
        }
    });

    [Fact]
    public void A_niceness_that_the_keeper_cannot_lower_is_said() => Using(rota =>
    {
        var user = Environment.IsPrivilegedProcess ? "setpriv --reuid 1077 --regid 1077 --clear-groups" : "";
        Assert.SkipWhen(Environment.IsPrivilegedProcess && !File.Exists("/usr/bin/setpriv"), "needs setpriv");
        GiveAway(rota);
        Assert.Equal("19\n", Told(rota, $"exec nice -n 19 {user}", "nice"));
        var next = Submit(rota, $"exec {user}", "nice").Exits(0);
        Assert.Equal("19\n", next.Out);
        next.Says("tasks start without what their submission had", "nice 0 (it stays 19)", "rota down");
    });

    [Fact]
    public void A_umask_that_forbids_all_costs_nobody_an_output() => Using(rota =>
    {
        var user = Environment.IsPrivilegedProcess ? "setpriv --reuid 1077 --regid 1077 --clear-groups" : "";
        Assert.SkipWhen(Environment.IsPrivilegedProcess && !File.Exists("/usr/bin/setpriv"), "needs setpriv");
        GiveAway(rota);
        for (var job = 0; job < 2; job++)
        {
            Assert.Equal("0777\nout\n", Told(rota, $"umask 0777; exec {user}", "umask; echo out"));
            Assert.Equal("0022\nout\n", Told(rota, $"umask 0022; exec {user}", "umask; echo out"));
        }

        Submit(rota, $"umask 0777; exec {user}", "echo wrong >&2; exit 3").Exits(1).Says("wrong");
        using var check = rota.StartProgram([], "bash", "-c", $"exec {user} {RotaBinary.Path} check");
        check.Wait().Exits(0);
    });

    [Fact]
    public void The_binary_itself_takes_the_limit_of_open_files_that_its_parent_has() => Using(rota =>
    {
        using var run = rota.StartProgram([], "bash", "-c",
            $"ulimit -Sn 333; {RotaBinary.Path} run --print -- bash -c 'ulimit -Sn'; exit $?");
        Assert.Equal("333\n", run.Wait().Exits(0).Out);
    });

    [Fact]
    public void A_daemon_runs_a_job_as_it_was_submitted() => Using(rota =>
    {
        using var up = rota.Start("up");
        Until.True(() => up.Errors.Contains("serving", StringComparison.Ordinal), "the daemon is up");
        using var submit = Wrapped(rota, "umask 037; ulimit -Sn 555; exec nice -n 4",
            "submit", "--", "bash", "-c", "umask; ulimit -Sn; nice");
        submit.Wait().Exits(0);
        rota.Run("wait", "1", "--timeout", "50s").Exits(0);
        Assert.Equal(["0037", "555", "4"], rota.Run("logs", "1").Exits(0).Lines);
    });

    [Fact]
    public void Another_who_runs_it_again_changes_nothing() => Using(rota =>
    {
        Submit(rota, "umask 037; ulimit -Sn 555; exec nice -n 4", "umask; ulimit -Sn; nice; exit 1").Exits(1);
        rota.Run("rerun", "1", "--failed").Exits(1);
        Assert.Equal(2, rota.TasksOf().Single().Attempt);
        Assert.Equal(["0037", "555", "4"], rota.Run("logs", "1").Exits(0).Lines);
    });

    [Fact]
    public void A_schedule_keeps_what_it_was_registered_with() => Using(rota =>
    {
        using var up = rota.Start("up");
        Until.True(() => up.Errors.Contains("serving", StringComparison.Ordinal), "the daemon is up");
        var file = rota.Write("yearly.yaml", """
            version: 1
            name: yearly
            schedule: {cron: "@yearly"}
            tasks: [{id: tell, command: [bash, -c, "umask; ulimit -Sn; nice"]}]
            """);
        using var add = Wrapped(rota, "umask 037; ulimit -Sn 555; exec nice -n 4", "schedule", "add", file);
        add.Wait().Exits(0);
        rota.Run("schedule", "run", "yearly").Exits(0);
        rota.Run("wait", "1", "--timeout", "50s").Exits(0);
        Assert.Equal(["0037", "555", "4"], rota.Run("logs", "1").Exits(0).Lines);
    });

    [Fact]
    public void A_plan_is_the_same_whatever_its_reader_has() => Using(rota =>
    {
        using var here = Wrapped(rota, "exec", "plan", "--", "true");
        using var there = Wrapped(rota, "umask 037; ulimit -Sn 555; exec nice -n 4", "plan", "--", "true");
        Assert.Equal(here.Wait().Exits(0).Out, there.Wait().Exits(0).Out);
    });

    [Theory]
    [InlineData("exec", "not-there", "program not-there not found")]
    [InlineData("ulimit -Sn 512; exec", "not-there", "program not-there not found")]
    [InlineData("ulimit -Sn 512; exec", "./not-there", "program ./not-there not found")]
    [InlineData("ulimit -Sn 512; exec", "./data", "permission denied. Make it executable")]
    [InlineData("exec nice -n 1", "./data", "permission denied. Make it executable")]
    public void Why_a_program_cannot_start_is_said_under_any_settings(string submitter, string program, string reason) => Using(rota =>
    {
        rota.Write("data", "no program");
        using var run = Wrapped(rota, submitter, "run", "--", program);
        run.Wait().Exits(1).Says(reason);
    });

    [Theory]
    [InlineData("exec")]
    [InlineData("ulimit -Sn 512; exec")]
    [InlineData("exec nice -n 1")]
    public void A_script_without_a_first_line_for_its_shell_runs_under_any_settings(string submitter) => Using(rota =>
    {
        File.SetUnixFileMode(rota.Write("script", "echo it runs: $1\n"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var run = Wrapped(rota, submitter, "run", "--print", "--", "./script", "so");
        Assert.Equal("it runs: so\n", run.Wait().Exits(0).Out);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Variables_of_any_name_and_exported_functions_reach_a_task_as_they_are(bool isWrapped) => Using(rota =>
    {
        var variables = new Dictionary<string, string>
        {
            ["a-b"] = "1", ["a.b"] = "2", ["with space"] = "3", ["%"] = "4", ["1st"] = "5", ["${x}"] = "6", ["ä"] = "ö",
            ["BASH_FUNC_greet%%"] = "() {  echo  hello ${1} ;\n}",
        };
        using var show = rota.StartProgram(variables, isWrapped ? Wrapper : RotaBinary.Path, "run", "--print", "--", "env", "-0");
        var shown = show.Wait().Exits(0).Out.Split('\0');
        Assert.All(variables, variable => Assert.Contains($"{variable.Key}={variable.Value}", shown));
        using var call = rota.StartProgram(variables, isWrapped ? Wrapper : RotaBinary.Path,
            "run", "--print", "--", "bash", "-c", "greet you");
        Assert.Equal("hello you\n", call.Wait().Exits(0).Out);
    });

    [Fact]
    public void Neither_the_options_nor_the_words_of_the_script_that_starts_Rota_reach_a_task() => Using(rota =>
    {
        rota.Write("env.sh", "echo it was read");
        using var run = rota.StartProgram(new() { ["BASH_ENV"] = rota.At("env.sh") }, "bash", "-c",
            $"export SHELLOPTS; exec {Wrapper} run --print -- sh -c 'echo $SHELLOPTS; env | grep -c ^ROTA_OPEN_FILES='");
        var lines = run.Wait().Lines;
        Assert.Equal("0", lines[^1]);
        var options = lines[^2].Split(':');
        Assert.Empty(options.Intersect(["errexit", "nounset", "privileged"]));
        Assert.Contains("braceexpand", options);
        Assert.Equal(1, lines.Count(line => line == "it was read"));
    });

    /// <summary>What a shell in that place answers without Rota.</summary>
    private static string Plainly(RotaState rota, string submitter, string tell)
    {
        using var shell = rota.StartProgram([], "bash", "-c", submitter + " \"$@\"", "bash", "bash", "-c", tell);
        return shell.Wait().Exits(0).Out;
    }

    private static string Told(RotaState rota, string submitter, string tell) => Submit(rota, submitter, tell).Exits(0).Out;

    private static Outcome Submit(RotaState rota, string submitter, string tell)
    {
        using var run = Wrapped(rota, submitter, "run", "--print", "--", "bash", "-c", tell);
        return run.Wait();
    }

    private static RunningCommand Wrapped(RotaState rota, string submitter, params string[] words)
    {
        _ = RotaBinary.Path;
        return rota.StartProgram([], "bash", ["-c", submitter + " \"$@\"", "bash", Wrapper, .. words]);
    }

    /// <summary>It belongs to the user that commands are called as.</summary>
    private static void GiveAway(RotaState rota)
    {
        if (Environment.IsPrivilegedProcess)
        {
            rota.GiveTo("1077");
        }
    }

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        test(rota);
    }
}
