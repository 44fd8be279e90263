using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Rota.Core.Jobs.Templates;

/// <summary>Programs with their arguments as lines of a shell.</summary>
public static class ShellWords
{
    /// <summary>
    /// First words that shells do not look for among the programs, or not only (POSIX, dash, bash, ksh).
    /// </summary>
    private static readonly FrozenSet<string> OfShells = (
        ". : [ [[ { } ! alias bg bind break builtin caller case cd chdir command compgen complete compopt continue "
        + "coproc declare dirs disown do done echo elif else enable esac eval exec exit export false fc fg fi for "
        + "function getopts hash help history if in jobs kill let local logout mapfile popd print printf pushd pwd "
        + "read readarray readonly return select set shift shopt source suspend test then time times trap true type "
        + "typeset ulimit umask unalias unset until wait whence while"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What runs these arguments, as people write it.</summary>
    public static string Line(ImmutableArray<string> argv) =>
        argv is ["/bin/sh", "-c", var text] ? text : string.Join(' ', argv.Select(ShellQuote.Word));

    /// <summary>
    /// What runs exactly these arguments: a shell's own <c>echo</c> reads backslashes that the program prints.
    /// </summary>
    public static string Command(ImmutableArray<string> argv) =>
        OfShells.Contains(argv[0]) ? "exec " + Line(argv) : Line(argv);
}
