using System.Diagnostics;
using System.Text;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Templates;
using Rota.Core.Model;

namespace Rota.Core.Tests.Templates;

/// <summary>
/// Security: a value can never be anything but a value, whatever is in it. A real shell is the judge.
/// </summary>
public sealed class ShellQuotingFuzzTests
{
    private static readonly string[] Pieces =
    [
        "'", "\"", "\\", "$", "`", "$(touch pwned)", "`touch pwned`", "${HOME}", "$HOME", "\n", "\t", " ", ";", "&",
            "|", "<", ">", "(", ")",
        "#", "*", "?", "[a]", "~", "!", "{a,b}", "=", "-n", "--", "%s", "\\n", "'\\''", "é", "日本", "😀", "a", "0",
            "\u0001", "\u007f", "''", "\"\"",
    ];

    private static readonly string[] Templates =
    [
        "printf '%s\\0' ${params.v}",
        "printf '%s\\0' '${params.v}'",
        "printf '%s\\0' \"${params.v}\"",
        "printf '%s\\0' \"$(printf '%s.' ${params.v})\"",
        "# don't\nprintf '%s\\0' '<'${params.v}\"'\"",
        "x=abc; printf '%s\\0' \"$x${params.v}\"",
        "x=abc; printf '%s\\0' $x${params.v}",
        "cat <<'E' >/dev/null\n'\nE\nprintf '%s\\0' \"\\\"${params.v}\"",
    ];

    private static readonly Func<string, string>[] Expected =
    [
        value => value, value => value, value => value, value => value + ".", value => $"<{value}'",
        value => "abc" + value, value => "abc" + value, value => "\"" + value,
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(42)]
    [InlineData(20261122)]
    public void A_shell_reads_back_exactly_the_value(int seed)
    {
        var prng = new Prng((ulong)seed);
        var values = Enumerable.Range(0, 300).Select(_ =>
            string.Concat(Enumerable.Range(0, (int)prng.NextBelow(7))
                .Select(_ => Pieces[prng.NextBelow(Pieces.Length)]))).ToList();
        var script = new StringBuilder("cd / || exit 1\n");
        var expected = new List<string>();
        for (var template = 0; template < Templates.Length; template++)
        {
            var parsed = Template.Parse(Templates[template]);
            foreach (var value in values)
            {
                script.Append(parsed.Render(new ListedVariables([], ("params.v", value)), Quoting.Shell)).Append('\n');
                expected.Add(Expected[template](value));
            }
        }

        var printed = Run(script.ToString());

        for (var line = 0; line < expected.Count; line++)
        {
            Assert.True(expected[line] == printed[line],
                $"seed {seed}, template {Templates[line / values.Count]}: wanted {expected[line]}, the shell read {printed[line]}");
        }
    }

    [Theory]
    [InlineData(7)]
    public void Placeholders_of_parallel_are_quoted_as_well(int seed)
    {
        var prng = new Prng((ulong)seed);
        for (var round = 0; round < 20; round++)
        {
            var value = string.Concat(Enumerable.Range(0, 5).Select(_ => Pieces[prng.NextBelow(Pieces.Length)]));
            var text = Template.Parse("printf '%s\\0' {} '{}' \"{}\" {1}", Dialect.Braces)
                .Render(new ListedVariables([value]), Quoting.Shell);

            Assert.True(Run(text) is [var bare, var single, var twice, var first, ""] && bare == value
                && single == value && twice == value
                && first == value, $"seed {seed}, round {round}: {value}");
        }
    }

    private static string[] Run(string script)
    {
        // The script goes in by standard input: all of it together is longer than one argument may be.
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-s"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
        })!;
        var reading = shell.StandardOutput.ReadToEndAsync();
        shell.StandardInput.Write(script);
        shell.StandardInput.Close();
        return reading.GetAwaiter().GetResult().Split('\0');
    }
}
