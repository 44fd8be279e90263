using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>A command line means what it looks like: what is Rota's, what is the command's, and where inputs come from.</summary>
public sealed class CommandTests
{
    [Fact]
    public void Options_after_the_first_word_are_the_commands() => Using(rota =>
    {
        rota.Write("s1.fq", "reads");
        rota.Run("run", "gzip", "-k", "{}", ":::", "s1.fq").Exits(0);
        Assert.True(File.Exists(rota.At("s1.fq")) && File.Exists(rota.At("s1.fq.gz")));
    });

    [Theory]
    [InlineData("rm -C DIR {}", "rm -C DIR s2")]
    [InlineData("make -j4 --name=x --plan {}", "make -j4 --name=x --plan s2")]
    [InlineData("grep -- -x {}", "grep -- -x s2")]
    [InlineData("-yj 4 echo -p a=b {}", "echo -p a=b s2")]
    [InlineData("--name=n --env A=b -j2 tar -C . --env x {}", "tar -C . --env x s2")]
    [InlineData("--yes true {}", "true s2")]
    public void Nothing_of_a_command_is_eaten(string words, string command)
    {
        foreach (var verb in (string[])["plan", "run --plan", "submit --plan"])
        {
            Using(rota => Assert.Contains($"first: /bin/sh -c '{command}'",
                rota.Run([.. verb.Split(' '), .. words.Split(' '), ":::", "s2"]).Exits(0).Out, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_program_after_two_dashes_keeps_its_own() => Using(rota =>
        Assert.Equal(["-- -n {a,b} @x --state y"],
            rota.Run("run", "--print", "--", "echo", "--", "-n", "{a,b}", "@x", "--state", "y").Exits(0).Lines));

    [Fact]
    public void Options_may_follow_a_job_file_and_words_may_not() => Using(rota =>
    {
        var file = rota.Write("job.yaml", "params: {p: x}\ntasks: [{command: [echo, \"${params.p}\"]}]\n");
        Assert.Equal(["y"], rota.Run("run", file, "-p", "p=y", "--print").Exits(0).Lines);
        File.Copy(file, rota.At("Jobfile"));
        Assert.Equal(["z"], rota.Run("run", "Jobfile", "--print", "-p", "p=z").Exits(0).Lines);
        rota.Run("run", file, "other.yaml").Exits(2).Says("\"other.yaml\" follows the job file");
        rota.Run("run", file, "--name", "n", "--", "x").Exits(2).Says("follows the job file");
        rota.Run("run", file, ":::", "x").Exits(2).Says("follows the job file");
        rota.Run("run", file, "--retries", "3").Exits(2).Says("--retries goes with a command", "retry: ...");
        rota.Run("run", "-p", "p=y", "--", "true").Exits(2).Says("--param goes with a job file");
        rota.Run("run", "--retrys", "3", "make", "-x").Exits(2).Says("unknown option --retrys", "--retries");
    });

    [Fact]
    public void A_single_word_with_inputs_is_a_command() => Using(rota =>
    {
        rota.Run("run", "--array", "0-1", "true").Exits(0);
        Assert.Equal(2, rota.TasksOf().Length);
    });

    [Fact]
    public void Standard_input_is_the_list_where_a_place_for_inputs_has_none() => Using(rota =>
    {
        Assert.Equal(["a b", "c"], Piped(rota, "printf 'a b\\nc\\n' |", "run -k echo {}").Exits(0).Lines);
        Assert.Equal(["<a>"], Piped(rota, "echo a |", "run -k -- echo '<{1}>'").Exits(0).Lines);
        Piped(rota, "", "run echo {} </dev/null").Exits(2).Says("standard input gives none", ":::");
        Piped(rota, "", "run echo {} <&-").Exits(2).Says(":::");
        Piped(rota, "", "run --each-line - echo {} <&-").Exits(2).Says("standard input is closed");
    });

    [Fact]
    public void Without_a_place_for_inputs_standard_input_is_left_alone() => Using(rota =>
    {
        // The command of a test has an open pipe as its standard input, from which nothing ever comes.
        rota.Run("run", "--", "true").Exits(0);
        rota.Run("run", "find . -maxdepth 0 -exec true {} \\;").Exits(0);
        Piped(rota, "", "run -- true </dev/null").Exits(0);
        Piped(rota, "", "run -- true <&-").Exits(0);
        Assert.Equal(["b"], Piped(rota, "printf 'b\\n' | {", "run -- true >/dev/null; cat; }").Exits(0).Lines);
    });

    [Fact]
    public void Linked_lists_go_side_by_side() => Using(rota =>
    {
        Assert.Equal(["a x 1", "a x 2", "b y 1", "b y 2"],
            rota.Run("run", "-k", "echo {1} {2} {3}", ":::", "a", "b", ":::+", "x", "y", ":::", "1", "2").Exits(0).Lines);
        rota.Run("run", "echo {1} {2}", ":::", "a", "b", ":::+", "x").Exits(2).Says("1 values is linked to one of 2");
        rota.Run("run", "echo {}", ":::+", "x").Exits(2).Says(":::+ has no list before it");
        rota.Run("run", "echo {}", ":::::", "x").Exits(2).Says("::::: begins no list");
    });

    [Fact]
    public void What_cannot_be_filled_in_is_refused_before_anything_runs() => Using(rota =>
    {
        rota.Write("t.csv", "sample,lr\na,1\n");
        rota.Run("run", "--from-csv", "t.csv", "echo {smaple}").Exits(2).Says("no column \"smaple\"", "did you mean {sample}?");
        rota.Run("submit", "echo `ls {}` {##}", ":::", "a").Exits(2).Says("{} stands in backticks", "{##} is not filled in");
        Assert.False(Directory.Exists(rota.State));
    });

    private static Outcome Piped(RotaState rota, string before, string words) =>
        rota.StartProgram([], "sh", "-c", $"{before} {RotaBinary.Path} {words}").Wait();

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        test(rota);
    }
}
