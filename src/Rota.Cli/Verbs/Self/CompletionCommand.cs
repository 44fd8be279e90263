using System.CommandLine;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Self;

/// <summary>
/// <c>rota completion SHELL</c>: a script that has the shell ask Rota itself, so that it never knows other verbs and
/// options than the program does.
/// </summary>
internal static class CompletionCommand
{
    private static readonly Argument<string> Shell = new("SHELL") { Description = "bash, zsh or fish" };

    public static Command Create()
    {
        Shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", "Print a script of completions for a shell") { Shell };
        command.SetAction(parsed => Screen.Out.Write(Script(new Invocation(parsed).Get(Shell)!)));
        return command;
    }

    private static string Script(string shell) =>
        shell switch
        {
            "bash" => """
                # rota completions for bash: source <(rota completion bash)
                _rota() {
                    local words
                    words=$(rota "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
                    COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))
                }
                complete -o default -F _rota rota

                """,
            "zsh" => """
                #compdef rota
                # rota completions for zsh: source <(rota completion zsh)
                _rota() {
                    local -a words
                    words=("${(@f)$(rota "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
                    compadd -a words
                    _files
                }
                # Installed as a function of this name, this file is the function at its first call.
                if [[ ${funcstack[1]} = _rota ]]; then _rota "$@"; else compdef _rota rota; fi

                """,
            _ => """
                # rota completions for fish: rota completion fish | source
                complete -c rota -a '(rota "[suggest:"(string length -- (commandline -cp))"]" (commandline -cp) 2>/dev/null)'

                """,
        };
}
