using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>What tasks read on standard input.</summary>
public sealed class StandardInputTests : IDisposable
{
    private readonly RotaState rota = new();

    public void Dispose() => rota.Dispose();

    [Fact]
    public void Each_attempt_reads_its_file_from_the_beginning()
    {
        rota.Write("in-1", "one\n");
        rota.Write("in-2", "two\n");
        rota.RunFile("""
            tasks:
              - id: t
                array: 1-2
                retry: 2
                stdin: in-${task.index}
                command: 'cat; test $ROTA_ATTEMPT = 2'
            """, "-C", rota.Root, "-j", "1").Exits(0);
        Assert.Equal("one\n", rota.Run("logs", "1.t.1").Exits(0).Out);
    }

    [Fact]
    public void A_text_comes_as_it_is_however_long_and_nobody_need_read_it()
    {
        var text = new string('x', 120_000);
        rota.RunFile($$$"""
            tasks:
              - {id: reads, command: "wc -c", stdin: {text: "{{{text}}}"}}
              - {id: not, command: "true", stdin: {text: "{{{text}}}"}}
              - {id: bytes, command: "od -An -tx1 | tr -d ' '", matrix: {x: ["ü b"]}, stdin: {text: "${matrix.x}\r\n\t"}}
              - {id: nothing, command: "wc -c"}
              - {id: last, command: "exec 3<&0; (sleep 0.2; tail -c 3 <&3) & wait", stdin: {text: "{{{text}}}end"}}
            """).Exits(0);
        Assert.Equal("120000", rota.Run("logs", "1.reads").Exits(0).Out.Trim());
        Assert.EndsWith("c3bc20620d0a09", rota.Run("logs", "1.bytes").Exits(0).Out.Trim(), StringComparison.Ordinal);
        Assert.Equal("0", rota.Run("logs", "1.nothing").Exits(0).Out.Trim());
        Assert.Equal("end", rota.Run("logs", "1.last").Exits(0).Out.Trim());
    }

    [Fact]
    public void A_large_file_is_read_in_place()
    {
        using (var file = File.Create(rota.At("large")))
        {
            file.SetLength(3L << 30);
        }

        rota.Run("run", "-C", rota.Root, "--stdin", "large", "--", "stat", "-Lc", "%s", "/dev/stdin").Exits(0);
        Assert.Equal($"{3L << 30}\n", rota.Run("logs", "1").Exits(0).Out);
    }

    [Theory]
    [InlineData("true", "there is no file", "Make it before the task starts")]
    [InlineData("mkfifo in", "is no regular file", "read it in the command: < ")]
    [InlineData("mkdir in", "is no regular file", "read it in the command: < ")]
    public void What_cannot_be_read_fails_the_start_with_words_and_holds_up_nothing(string make, string words, string remedy)
    {
        using (var shell = rota.StartProgram([], "sh", "-c", $"cd {rota.Root}; {make}"))
        {
            shell.Wait();
        }

        var ran = rota.Run("run", "-C", rota.Root, "--stdin", "in", "-j", "1", "--", "touch", rota.At("ran")).Exits(1);
        Assert.Contains(words, ran.Out + ran.Error, StringComparison.Ordinal);
        Assert.Contains(remedy, ran.Out + ran.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(rota.At("ran")));
        rota.Run("run", "--", "true").Exits(0);
    }

    [Fact]
    public void It_is_part_of_what_a_job_states()
    {
        rota.Write("a", "");
        rota.Run("submit", "--key", "k", "--stdin", "a", "--", "true").Exits(0);
        rota.Run("submit", "--key", "k", "--stdin", "a", "--", "true").Exits(0);
        Assert.NotEqual(0, rota.Run("submit", "--key", "k", "--stdin", "b", "--", "true").ExitCode);
        Assert.Contains("with:  stdin from a, dir fresh:failed, nice 7",
            rota.Run("plan", "--stdin", "a", "--dir", "fresh:failed", "--nice", "7", "--", "true").Exits(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_file_says_it_itself() =>
        rota.Run("run", "--stdin", "x", rota.Write("job.yaml", "tasks: [{command: x}]")).Exits(2)
            .Says("--stdin goes with a command, not with a job file", "stdin: ...");
}
