using Rota.EndToEnd.Tests.Harness;
using static Rota.EndToEnd.Tests.Bytes.HostileNames;

namespace Rota.EndToEnd.Tests.Bytes;

/// <summary>What cannot be taken as it is, is not taken: with its place, and what to do.</summary>
public sealed class ByteRefusalTests
{
    [Theory]
    [InlineData("--each-line list 'echo {}'", "list:2:4: a NUL byte", "add -0")]
    [InlineData("--each-line - 'echo {}' < list", "standard input:2:4: a NUL byte", "add -0")]
    [InlineData("'echo {}' :::: list", "list:2:4: a NUL byte", "add -0")]
    [InlineData("--from-csv list 'echo {}'", "list:2:4: a NUL byte", "text file")]
    [InlineData("-0 'echo {}'", "-0 is for lists in files", "--each-line FILE")]
    [InlineData("-0 'echo {}' ::: a", "-0 is for lists in files", "--each-line FILE")]
    public void A_value_is_not_cut_off_at_a_NUL(string list, params string[] words) => Using(rota =>
    {
        File.WriteAllBytes(rota.At("list"), [.. "one\ntwo\0three\n"u8]);
        Shell(rota, $"\"$rota\" run {list}").Exits(2).Says(words);
        Assert.False(Directory.Exists(rota.State));
    });

    [Theory]
    [InlineData("run --name \"$x\" 'true x'", "argument 3, --name x\\xe9, is not UTF-8")]
    [InlineData("run --queue=\"$x\" 'true x'", "argument 2, --queue x\\xe9, is not UTF-8")]
    [InlineData("submit --tags a=\"$x\" 'true x'", "--tags a=x\\xe9, is not UTF-8")]
    [InlineData("submit --key \"$x\" 'true x'", "--key x\\xe9, is not UTF-8")]
    [InlineData("run \"$x.yaml\"", "x\\xe9.yaml:1:11: the byte \\xe9 is no UTF-8")]
    [InlineData("import \"$x.yaml\"", "x\\xe9.yaml:1:11: the byte \\xe9 is no UTF-8")]
    [InlineData("run \"$x.yml\"", "cannot read x\\xe9.yml")]
    public void A_name_is_a_text(string words, string refusal) => Using(rota =>
    {
        Shell(rota, $"x=$(printf 'x\\351'); printf 'version: \"\\351\"' > \"$x.yaml\"; \"$rota\" {words}").Exits(2).Says(refusal);
        Assert.False(Directory.Exists(rota.State));
    });

    [Theory]
    [InlineData("--state \"$x\" run 'true x'")]
    [InlineData("run --state \"$x\" 'true x'")]
    [InlineData("run 'true x'", "ROTA_STATE=$x; export ROTA_STATE; ")]
    public void A_state_is_not_made_under_another_name(string words, string before = "") => Using(rota =>
    {
        Shell(rota, $"x=$(printf 'x\\351'); {before}\"$rota\" {words}").Exits(5).Says("x\\xe9", "not UTF-8", "ROTA_STATE");
        Shell(rota, "x=$(printf 'x\\351'); mkdir \"$x\" && cd \"$x\" && unset ROTA_STATE && \"$rota\" run 'true x'")
            .Exits(5).Says("x\\xe9/.rota", "not UTF-8", "ROTA_STATE");
        Assert.Equal("1", Shell(rota, "ls -A | wc -l").Out.Trim());
    });

    [Theory]
    [InlineData("report 1 -o page.html")]
    [InlineData("backup copy.tar")]
    [InlineData("restore ../copy.tar new")]
    public void No_file_is_written_under_another_name(string words) => Using(rota =>
    {
        rota.Run("run", "true x").Exits(0);
        rota.Run("backup", rota.At("copy.tar")).Exits(0);
        Shell(rota, $"x=$(printf 'x\\351'); mkdir \"$x\" {Twin} && cd \"$x\" && \"$rota\" {words}").Exits(2).Says("x\\xe9", "not UTF-8");
        Assert.Equal("0", Shell(rota, $"ls -A {Twin} x?* | grep -c '^[^x]'").Out.Trim());
    });

    [Fact]
    public void A_job_that_left_odd_names_is_backed_up_without_them_and_pruned_with_them() => Using(rota =>
    {
        rota.Run("run", "--", "sh", "-c", """
            cd "$ROTA_OUTPUT_DIR" && mkdir "$(printf 'd\351')" && echo x > "$(printf 'd\351/x\377')" && ln -s "$(printf 'gone\351')" link &&
            echo y > "$(printf 'y\357\277\275')"
            """).Exits(0);
        rota.Run("backup", rota.At("copy.tar")).Exits(1).Says("d\\xe9: its name is not UTF-8", "link: it leads to a name that is not UTF-8");
        Shell(rota, "\"$rota\" restore copy.tar new && cat new/jobs/1/files/y*").Exits(0);
        rota.Run("prune", "1", "--yes").Exits(0);
        Assert.False(Directory.Exists(Path.Combine(rota.State, "jobs", "1")));
    });

    /// <summary>The directory that .NET takes the other one for.</summary>
    private const string Twin = "\"$(printf 'x\\357\\277\\275')\"";

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        try
        {
            test(rota);
        }
        finally
        {
            Shell(rota, "rm -rf x*");
        }
    }
}
