using System.Text;
using Rota.EndToEnd.Tests.Harness;
using static Rota.EndToEnd.Tests.Bytes.HostileNames;

namespace Rota.EndToEnd.Tests.Bytes;

/// <summary>Whatever bytes a name has, a task gets them: by every way in, and through whatever happens to its job.</summary>
public sealed class ByteNameTests
{
    /// <summary>Writes the argument and a NUL into a file of its own.</summary>
    private const string Note = "printf '%s\\0' \"$1\" > out/$ROTA_TASK_INDEX";

    [Fact]
    public void Each_file_is_a_task_whatever_its_name() => Using(rota =>
    {
        rota.RunFile($$"""
            tasks:
              - each_file: odd
                command: [sh, -c, '{{Note.Replace("'", "''", StringComparison.Ordinal)}}', x, "${file}"]
            """).Exits(0);
        AssertSeen(rota, Below("odd"));
    });

    [Fact]
    public void In_shell_text_a_name_is_one_word() => Using(rota =>
    {
        rota.RunFile("""
            tasks:
              - each_file: {under: odd}
                command: |
                  printf '%s\0' ${file} "${file}" > out/$ROTA_TASK_INDEX
            """).Exits(0);
        AssertSeen(rota, [.. Below("odd").SelectMany(name => (string[])[name, name])]);
    });

    [Fact]
    public void Words_of_the_command_line_are_taken_as_they_are() => Using(rota =>
    {
        Shell(rota, $"xargs -0 \"$rota\" run -- sh -c '{Quoted(Note)}' x {{}} ::: < names").Exits(0);
        Shell(rota, "rm out/* && xargs -0 \"$rota\" run \"printf '%s\\\\0' {} > out/{#}\" ::: < names").Exits(0);
        AssertSeen(rota, Sorted(All));
    });

    [Theory]
    [InlineData("--each-line names", "")]
    [InlineData("--each-line -", "< names")]
    [InlineData("", ":::: names")]
    public void A_list_whose_items_end_with_NUL_is_taken_as_it_is(string option, string list) => Using(rota =>
    {
        var command = "\"printf '%s\\\\0' {} > out/{#}\"";
        Shell(rota, $"\"$rota\" run -0 {option} {command} {list}").Exits(0);
        AssertSeen(rota, Sorted(All));
    });

    [Fact]
    public void Lines_and_cells_are_taken_as_they_are() => Using(rota =>
    {
        var lines = All.Where(name => !name.Contains((byte)'\n') && name[^1] != '\r').ToArray();
        File.WriteAllBytes(rota.At("list"), [.. lines.SelectMany(name => (byte[])[.. name, (byte)'\n'])]);
        rota.Run("run", "--each-line", rota.At("list"), "printf '%s\\0' {} > out/{#}").Exits(0);
        AssertSeen(rota, Sorted(lines));

        Shell(rota, "rm out/*");
        File.WriteAllBytes(rota.At("table.csv"), [.. "number,name\n"u8, .. All.SelectMany(Row)]);
        rota.Run("run", "--from-csv", rota.At("table.csv"), "printf '%s\\0' {name} > out/{#}").Exits(0);
        AssertSeen(rota, Sorted(All));
    });

    [Fact]
    public void Nothing_that_happens_to_a_job_changes_its_names() => Using(rota =>
    {
        // Fails at first, is tried again, and then fails for good while a file says so.
        rota.Write("flaky.yaml", """
            defaults: {retry: {max_attempts: 2, delay: 0s}}
            tasks:
              - each_file: odd
                command: |
                  printf '%s\0' ${file} >> out/$ROTA_TASK_INDEX; [ $ROTA_ATTEMPT -gt 1 ] && [ ! -e broken ]
            """);
        rota.Write("broken", "");
        rota.Run("submit", "flaky.yaml", "--yes").Exits(0);
        rota.Run("resume", "1").Exits(1);
        AssertSeen(rota, Twice());

        Shell(rota, "rm out/* broken");
        Array.ForEach(rota.Keepers, pid => Processes.Signal(pid, Processes.SigKill));
        rota.Run("rerun", "1", "--failed").Exits(0);
        AssertSeen(rota, Below("odd"));
        Assert.Equal(3 * All.Count, rota.AttemptsOf().Length);

        Array.ForEach([.. rota.Anchors, .. rota.Keepers], pid => Processes.Signal(pid, Processes.SigKill));
        Shell(rota, "rm out/*");
        rota.Run("rerun", "1", "--all").Exits(0);
        AssertSeen(rota, Below("odd"));
        rota.Json("check").Exits(0);

        string[] Twice() => [.. Below("odd").SelectMany(name => (string[])[name, name])];
    });

    [Fact]
    public void Directory_program_and_values_hold_any_bytes() => Using(rota =>
    {
        rota.Write("see", "#!/bin/sh\n{ pwd; printf '%s\\n' \"$A\"; } | od -An -v -tx1 | tr -d ' \\n'\n");
        Shell(rota, """
            d=$(printf 'd\351'); mkdir "$d"; cp see "$d/$(printf 's\377')"; chmod +x "$d"/*; cd "$d"
            A=$(printf 'a\200'); export A
            "$rota" run -- "./$(printf 's\377')" && cd .. &&
            PATH="$PWD/$d:$PATH" "$rota" run -C "$d" --env A="$A" -- "$(printf 's\377')"
            """).Exits(0);
        var expected = Convert.ToHexStringLower([.. Encoding.UTF8.GetBytes(rota.Root + "/d"), 0xE9, .. "\na"u8, 0x80, .. "\n"u8]);
        Assert.Equal(expected, rota.Run("logs", "1").Exits(0).Out);
        Assert.Equal(expected, rota.Run("logs", "2").Exits(0).Out);
    });

    [Fact]
    public void Variables_have_names_and_values_of_any_bytes() => Using(rota =>
    {
        // A shell may drop such names, so the task is env itself.
        Shell(rota, """
            env "$(printf 'odd\351=\355\240\200\nx')" "$rota" submit -- env -0
            """).Exits(0);
        rota.Run("up", "--detach").Exits(0);
        rota.Run("wait", "1").Exits(0);
        rota.Run("down").Exits(0);
        Shell(rota, "\"$rota\" logs 1 > log").Exits(0);
        Assert.Contains("6F6464E93DEDA0800A78", Found(rota.At("log")));
    });

    [Fact]
    public void Parts_of_a_path_keep_their_bytes() => Using(rota =>
    {
        Shell(rota, """
            "$rota" run "printf '%s\0' {} {.} {/} {//} {/.} > out/{#}" ::: "$(printf 'd\351/b\377.\376')"
            """).Exits(0);
        Assert.Equal(["64E9", "62FF", "62FF2EFE", "64E92F62FF", "64E92F62FF2EFE"],
            Found(rota.At("out/1")).OrderBy(part => part.Length).ThenBy(part => part[0] == '6' && part[1] == '2'));
    });

    [Fact]
    public void A_joblog_comes_back_with_every_command_as_it_was() => Using(rota =>
    {
        Shell(rota, "xargs -0 \"$rota\" run \"printf '%s\\\\0' {} > out/{#}\" ::: < names").Exits(0);
        Shell(rota, """
            "$rota" export 1 --format joblog > log1 && "$rota" import log1 --format joblog && rm out/* && "$rota" resume 2 &&
            "$rota" export 2 --format joblog > log2
            """).Exits(0);
        AssertSeen(rota, Sorted(All));
        Assert.Equal(Commands(rota.At("log1")), Commands(rota.At("log2")));
    });

    private static string[] Commands(string joblog) =>
        [.. Encoding.Latin1.GetString(File.ReadAllBytes(joblog)).Split('\n')[1..^1].Select(row => row.Split('\t', 9)[8]).Order(StringComparer.Ordinal)];

    private static IEnumerable<byte> Row(byte[] name, int number) =>
        [.. Encoding.UTF8.GetBytes($"{number},\""), .. name.SelectMany(code => code == '"' ? (byte[])[code, code] : [code]), .. "\"\n"u8];

    private static string Quoted(string script) => script.Replace("'", "'\\''", StringComparison.Ordinal);

    private static void AssertSeen(RotaState rota, string[] names) =>
        Assert.Equal(names, Directory.EnumerateFiles(rota.At("out")).SelectMany(Found).Order(StringComparer.Ordinal));

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        try
        {
            Make(rota);
            test(rota);
        }
        finally
        {
            // .NET cannot remove what it cannot name.
            Shell(rota, "rm -rf odd d*");
        }
    }
}
