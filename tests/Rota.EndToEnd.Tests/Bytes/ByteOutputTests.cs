using System.Text;
using Rota.EndToEnd.Tests.Harness;
using static Rota.EndToEnd.Tests.Bytes.HostileNames;

namespace Rota.EndToEnd.Tests.Bytes;

/// <summary>What people and programs read of bytes that are no UTF-8: always that they are there, and which.</summary>
public sealed class ByteOutputTests
{
    /// <summary>A task of the value x and the byte E9, one of the text that shows it, and one of U+FFFD; all fail.</summary>
    private const string Fails = """
        "$rota" run -j 1 "echo {} >&2; false" ::: "$(printf 'x\351')" 'x\xe9' "$(printf 'x\357\277\275')"
        """;

    [Fact]
    public void Words_for_people_show_the_byte() => Using(rota =>
    {
        var run = Shell(rota, Fails).Exits(1);
        Assert.Contains("echo[1=x\\xe9] exit 1", run.Error, StringComparison.Ordinal);
        foreach (var verb in (string[])["tasks 1", "logs 1.echo", "explain 1.echo.0", "logs 1"])
        {
            var shown = Shell(rota, $"\"$rota\" {verb}");
            Assert.Contains("x\\xe9", shown.Out, StringComparison.Ordinal);
        }

        var trace = rota.Run("export", "1", "--format", "trace").Json.GetProperty("traceEvents");
        Assert.Equal("echo[1=x\\xe9]", trace[0].GetProperty("name").GetString());
        Assert.Contains("first: /bin/sh -c 'echo x\\xe9'", Shell(rota, "\"$rota\" plan echo \"$(printf 'x\\351')\"").Out,
            StringComparison.Ordinal);
        rota.Run("report", "1", "-o", rota.At("page.html")).Exits(0);
        var page = File.ReadAllText(rota.At("page.html"));
        Assert.Contains("x\\xe9", page, StringComparison.Ordinal);
        Assert.Contains("x\uFFFD", page, StringComparison.Ordinal);
    });

    [Fact]
    public void JSON_has_the_bytes_beside_a_text_that_cannot_hold_them() => Using(rota =>
    {
        Shell(rota, Fails).Exits(1);
        var attempts = rota.Run("export", "1", "--format", "json").Exits(0).Json.GetProperty("attempts");
        Assert.Equal("echo 'x\\xe9' >&2; false", attempts[0].GetProperty("command").GetString());
        Assert.Equal([.. "echo 'x"u8, 0xE9, .. "' >&2; false"u8], attempts[0].GetProperty("command_base64").GetBytesFromBase64());
        Assert.Equal("x\\xe9", attempts[0].GetProperty("reason").GetString());
        Assert.Equal([(byte)'x', 0xE9], attempts[0].GetProperty("reason_base64").GetBytesFromBase64());

        // The text that looks the same is that very text, and the replacement character is one.
        Assert.Equal("echo 'x\\xe9' >&2; false", attempts[1].GetProperty("command").GetString());
        Assert.False(attempts[1].TryGetProperty("command_base64", out _));
        Assert.Equal("x\uFFFD", attempts[2].GetProperty("reason").GetString());
        Assert.False(attempts[2].TryGetProperty("reason_base64", out _));
        var task = rota.Json("tasks", "1").Json.GetProperty("tasks")[0];
        Assert.Equal([(byte)'x', 0xE9], task.GetProperty("reason_base64").GetBytesFromBase64());
    });

    [Fact]
    public void Files_of_text_hold_the_bytes_themselves() => Using(rota =>
    {
        Shell(rota, Fails + "; \"$rota\" export 1 --format csv > csv; \"$rota\" export 1 --format joblog > joblog; \"$rota\" logs 1.echo.0 > log")
            .Exits(0);
        Assert.EndsWith(",x\u00E9", Latin1(rota.At("csv")).Split("\r\n")[1], StringComparison.Ordinal);
        Assert.EndsWith("\techo 'x\u00E9' >&2; false", Latin1(rota.At("joblog")).Split('\n')[1], StringComparison.Ordinal);
        Assert.Equal("x\u00E9\n", Latin1(rota.At("log")));
    });

    [Fact]
    public void A_joblog_holds_newlines_and_tabs_of_its_commands_and_runs_scripts_as_what_they_are() => Using(rota =>
    {
        rota.RunFile("""
            tasks:
              - id: shell
                command: "printf 'a\tb\n'\nprintf 'c\\\\n'\n"
              - id: argv
                needs: [shell]
                command: [printf, "%s|", "d\te\nf", "g'h"]
              - id: script
                needs: [argv]
                script: |
                  #!/usr/bin/env perl
                  print "i\n";
            """).Exits(0);
        rota.Run("logs", "1").Exits(0);
        Shell(rota, """
            "$rota" export 1 --format joblog > log1 && "$rota" import log1 --format joblog && "$rota" resume 2 -j 1 &&
            "$rota" export 2 --format joblog > log2
            """).Exits(0);
        foreach (var (task, number) in (string[])["shell", "argv", "script"] is var tasks ? tasks.Select((name, at) => (name, at)) : [])
        {
            Assert.Equal(rota.Run("logs", $"1.{task}").Out, rota.Run("logs", $"2.command.{number}").Out);
        }

        Assert.Equal(Commands(rota.At("log1")), Commands(rota.At("log2")));
    });

    private static string[] Commands(string joblog) =>
        [.. Latin1(joblog).Split('\n')[1..^1].Select(row => row.Split('\t', 9)[8])];

    private static string Latin1(string path) => Encoding.Latin1.GetString(File.ReadAllBytes(path));

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        test(rota);
    }
}
