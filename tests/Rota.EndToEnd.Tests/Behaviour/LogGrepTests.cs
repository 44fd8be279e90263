using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Lines of output that have what is looked for.</summary>
public sealed class LogGrepTests
{
    [Fact]
    public void Lines_that_match_are_printed_and_none_is_exit_code_1() => Using(rota =>
    {
        rota.Run("run", "-j", "1", "--array", "0-1", "--", "sh", "-c",
            "printf 'a.c\\nabc\\nABC\\nloss=0.5\\rloss=0.4\\rloss=0.3\\nlast abc'; echo E abc >&2").Exits(0);
        Assert.Equal(["sh[0]: a.c", "sh[0]: abc", "sh[0]: last abc", "sh[0]: E abc"],
            rota.Run("logs", "1", "--grep", "a.c").Exits(0).Lines[..4]);
        Assert.Equal(["sh[0]: a.c", "sh[1]: a.c"], rota.Run("logs", "1", "--grep", "a.c", "-F").Exits(0).Lines);
        Assert.Equal(["sh[0]: last abc", "sh[0]: E abc", "sh[1]: last abc", "sh[1]: E abc"],
            rota.Run("logs", "1", "--grep", "abc", "--tail", "2").Exits(0).Lines);
        Assert.Equal("a.c\nabc\nABC\nlast abc\nE abc\n", rota.Run("logs", "1.sh.0", "--grep", "a.c", "-i").Exits(0).Out);
        Assert.Equal("E abc\n", rota.Run("logs", "1.sh.0", "--grep", "abc", "--stderr").Exits(0).Out);
        Assert.Equal("loss=0.5\rloss=0.4\rloss=0.3\n", rota.Run("logs", "1.sh.0", "--grep", "0.4").Exits(0).Out);
        Assert.Equal("last \e[31mabc\e[0m\nE \e[31mabc\e[0m\n",
            rota.Run("logs", "1.sh.0", "--grep", "abc", "--tail", "2", "--color", "always").Exits(0).Out
                .Replace("\e[38;5;160m", "\e[31m", StringComparison.Ordinal));
        Assert.Empty(rota.Run("logs", "1", "--grep", "nothing").Exits(1).Out);
        rota.Run("logs", "1", "--grep", "a(b").Exits(2).Says("error[bad-pattern]", "column 4", "a ( is not closed");
        rota.Run("logs", "1", "--grep", "(?<=a)b").Exits(2).Says("error[bad-pattern]", "column 1", "more time");
    });

    [Fact]
    public void Output_of_any_bytes_is_looked_through_and_printed_unchanged() => Using(rota =>
    {
        rota.Run("run", "head -c 10000000 /dev/zero | tr '\\0' x; printf 'found\\377\\000!\\n'; printf 'no\\n'").Exits(0);
        var found = rota.Run("logs", "1", "--grep", "found.\\x00").Exits(0).Out;
        Assert.Equal(10_000_000 + 9, System.Text.Encoding.UTF8.GetByteCount(found) - 2);
        Assert.StartsWith("xxx", found, StringComparison.Ordinal);
    });

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        test(rota);
    }
}
