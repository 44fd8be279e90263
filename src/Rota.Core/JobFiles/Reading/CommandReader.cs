using System.Text;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Notation;
using Rota.Core.JobFiles.Scopes;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Shells;

namespace Rota.Core.JobFiles.Reading;

/// <summary>Reads <c>command</c> and <c>script</c>.</summary>
internal static class CommandReader
{
    private static readonly Command Nothing = new() { Kind = CommandKind.Argv, Words = [] };

    /// <summary>The command of an entry; after a problem, one that is not used.</summary>
    public static Command Read(Session session, Fields fields, NameScope scope)
    {
        var (command, script) = (fields["command"], fields["script"]);
        if (command is not null && script is not null)
        {
            session.Problems.Add(script.At, "a task cannot have both command and script", "keep one of the two");
        }

        if (command is null && script is null)
        {
            session.Problems.Add(
                fields.At,
                "this task has no command",
                "add command: [program, argument] without a shell, or command: \"text\" for the shell"
            );
        }

        return command is SequenceNode list ? Argv(session, list, scope)
            : command is not null ? Shell(session, command, scope)
            : script is not null ? Script(session, script, scope)
            : Nothing;
    }

    private static Command Argv(Session session, SequenceNode list, NameScope scope)
    {
        if (list.Items.Length is 0 or > JobFileLimits.Arguments)
        {
            session.Problems.Add(
                list.At,
                list.Items.IsEmpty
                    ? "the command is empty"
                    : $"the command has {list.Items.Length:N0} arguments, the limit is {JobFileLimits.Arguments:N0}",
                "name a program and its arguments"
            );
            return Nothing;
        }

        var words = session.Values.Texts(list, "an argument");
        if (words is ["", ..])
        {
            session.Problems.Add(list.Items[0].At, "the program has no name", "the first item is the program to run");
        }

        if (words.Sum(word => (long)Encoding.UTF8.GetByteCount(word) + 1) > JobFileLimits.CommandBytes)
        {
            session.Problems.Add(
                list.At,
                $"the command is longer than {JobFileLimits.CommandBytes:N0} bytes",
                "put the arguments into a file"
            );
        }

        foreach (var item in list.Items.OfType<ScalarNode>())
        {
            TemplateCheck.Argument(session, item, item.Text, scope);
        }

        TemplateCheck.ReadByShells(session, list, words, scope);
        return new() { Kind = CommandKind.Argv, Words = words };
    }

    private static Command Shell(Session session, Node node, NameScope scope)
    {
        if (Text(session, node, "command") is not { } text)
        {
            return Nothing;
        }

        TemplateCheck.Shell(session, node, text, scope);
        return new() { Kind = CommandKind.Shell, Words = [text] };
    }

    private static Command Script(Session session, Node node, NameScope scope)
    {
        if (Text(session, node, "script") is not { } text)
        {
            return Nothing;
        }

        if (Interpreter.Of(text) is not { } interpreter)
        {
            var end = text.IndexOf('\n', StringComparison.Ordinal);
            session.Problems.Add(
                node.At,
                $"the script cannot be run by \"{(end < 0 ? text : text[..end]).Trim()}\"",
                $"use one of {Interpreter.Known}, or put the script into a file and name that file in command"
            );
        }
        else if (interpreter.IsShell)
        {
            TemplateCheck.Shell(session, node, Interpreter.Body(text), scope);
        }
        else
        {
            TemplateCheck.Script(session, node, text);
        }

        return new() { Kind = CommandKind.Script, Words = [text] };
    }

    private static string? Text(Session session, Node node, string what)
    {
        var text = session.Values.Text(node, what);
        return text is null || !string.IsNullOrWhiteSpace(text)
            ? text
            : session.Values.Refuse<string>(node, $"the {what} is empty", "write what to run");
    }
}
