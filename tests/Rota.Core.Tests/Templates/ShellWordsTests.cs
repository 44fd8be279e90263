using Rota.Core.Jobs.Templates;

namespace Rota.Core.Tests.Templates;

/// <summary>Programs with their arguments as texts that a shell runs.</summary>
public sealed class ShellWordsTests
{
    [Theory]
    [InlineData("ls -l 'a b'", "ls", "-l", "a b")]
    [InlineData("exec echo 'a\\n'", "echo", "a\\n")] // a shell's own echo would print a newline
    [InlineData("exec if", "if")]
    [InlineData("/bin/echo 'a\\n'", "/bin/echo", "a\\n")]
    [InlineData("'A=b' c", "A=b", "c")]
    [InlineData("echo $x | wc", "/bin/sh", "-c", "echo $x | wc")]
    [InlineData("/bin/bash -c 'echo $x'", "/bin/bash", "-c", "echo $x")]
    public void A_program_is_what_the_shell_runs(string text, params string[] argv) =>
        Assert.Equal(text, ShellWords.Command([.. argv]));
}
