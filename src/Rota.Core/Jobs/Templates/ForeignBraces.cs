namespace Rota.Core.Jobs.Templates;

/// <summary>Braces that GNU parallel would fill in, or nearly, and Rota does not.</summary>
internal static class ForeignBraces
{
    /// <summary>That they are not, and what to write.</summary>
    public static (string Message, string Hint) Problem(string text) =>
        (
            $"{text} is not filled in",
            text switch
            {
                "{##}" => "the number of tasks is in $ROTA_TASK_COUNT",
                _ when text.Contains('=') =>
                    "Rota runs no Perl: change the value in the command, x={}; echo \"${x%.gz}\"",
                _ when text.Contains('-') => "inputs are counted from the front: {1}",
                _ => "parts of an input are {.} {/} {//} {/.}",
            } + OrOwn(text)
        );

    /// <summary>What to write for braces of the command's own, after another hint.</summary>
    public static string OrOwn(string text) => $"; for these very characters write '\\{text}'";
}
