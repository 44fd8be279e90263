using System.Collections.Immutable;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Scopes;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs;

namespace Rota.Core.JobFiles.Reading;

/// <summary>Reads what a process starts with: <c>stdin</c>, <c>dir</c>, <c>nice</c>.</summary>
internal static class StartReader
{
    private const int NiceMin = -20;
    private const int NiceMax = 19;

    // The first is that of the enumeration, and so on.
    private static readonly ImmutableArray<string> Directories = ["fresh", "fresh:failed", "fresh:always"];

    /// <summary><c>stdin</c>: a file, or a text in its long form; null after a problem.</summary>
    public static TaskInput? Input(Session session, Node node, NameScope scope)
    {
        if (node is ScalarNode)
        {
            return File(session, node, scope);
        }

        return Fields.Of(node, JobFileKeys.Input, "stdin", session.Problems) is not { } fields
            ? null
            : (fields["file"], fields["text"]) switch
            {
                ({ } file, null) => File(session, file, scope),
                (null, { } text) when session.Values.Text(text, "the text of stdin") is { } value => new(
                    null,
                    Checked(session, text, value, scope)
                ),
                (null, { }) => null,
                _ => session.Values.Refuse<TaskInput>(
                    node,
                    "stdin is either a file or a text",
                    "write stdin: FILE, or stdin: {text: \"...\"}"
                ),
            };
    }

    /// <summary><c>dir</c>; null after a problem.</summary>
    public static OwnDirectory? Directory(Session session, Node node) =>
        session.Values.Word(node, "dir", Directories) is { } place ? (OwnDirectory)(place + 1) : null;

    /// <summary>The word for a directory of its own.</summary>
    public static string WordOf(OwnDirectory directory) => Directories[(int)directory - 1];

    /// <summary><c>nice</c>; null after a problem.</summary>
    public static int? Nice(Session session, Node node) => session.Values.Whole(node, "nice", NiceMin, NiceMax);

    private static TaskInput? File(Session session, Node node, NameScope scope) =>
        session.Values.Text(node, "stdin") switch
        {
            null => null,
            "" => session.Values.Refuse<TaskInput>(node, "stdin is empty", "name a file, or remove it"),
            "-" => session.Values.Refuse<TaskInput>(
                node,
                "stdin cannot be yours: tasks start when there is room, and may start again",
                "keep what they are to read in a file, and name that"
            ),
            var path => new(Checked(session, node, path, scope), null),
        };

    private static string Checked(Session session, Node node, string text, NameScope scope)
    {
        TemplateCheck.Argument(session, node, text, scope);
        return text;
    }
}
