using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Scopes;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Templates;

namespace Rota.Core.JobFiles.Reading;

/// <summary>Reads <c>inputs</c>: the files that tasks read, so that they can run where these are not.</summary>
internal static class InputsReader
{
    private const string Stays =
        "name files in the directory where the task runs, such as data/a.csv, data or data/*.csv";

    /// <summary>The files, also none; null after a problem.</summary>
    public static DeclaredFiles? Read(Session session, Node node, NameScope scope)
    {
        var items = ValueReader.Items(node);
        if (items.Length > DeclaredFiles.CountMax)
        {
            session.Problems.Add(
                node.At,
                $"a task can have {DeclaredFiles.CountMax:N0} inputs at most",
                "name the directory that they are in"
            );
            return null;
        }

        foreach (var item in items.OfType<ScalarNode>())
        {
            Check(session, item, "input");
            TemplateCheck.Argument(session, item, item.Text, scope);
        }

        return new(session.Values.Texts(node, "an input"));
    }

    /// <summary>Holds what an entry states against each other: what moves needs one place to move to.</summary>
    /// <param name="session">Where problems are put.</param>
    /// <param name="node">What the entry states of it; null where it states nothing.</param>
    /// <param name="policy">The whole policy of the entry.</param>
    public static void Check(Session session, Node? node, TaskPolicy policy)
    {
        if (node is not null && policy is { Inputs: not null, OwnDirectory: not null })
        {
            session.Problems.Add(
                node.At,
                "inputs are relative to where the task runs, and with dir that is empty",
                "leave dir out: on another machine a task with inputs has a directory of its own anyway"
            );
        }
    }

    /// <summary>Holds the outputs of an entry with inputs against the rule for names: they move too.</summary>
    public static void CheckOutputs(Session session, Node? outputs, TaskPolicy policy)
    {
        if (outputs is null || policy.Inputs is null)
        {
            return;
        }

        foreach (var item in ValueReader.Items(outputs).OfType<ScalarNode>())
        {
            Check(session, item, "output");
        }
    }

    private static void Check(Session session, ScalarNode item, string what)
    {
        if (!item.IsNull && DeclaredFiles.MistakeIn(item.Text) is { } mistake)
        {
            session.Problems.Add(item.At, $"\"{item.Text}\" is no {what} that can be moved: {mistake}", Stays);
        }
        else if (Template.Parse(item.Text).Placeholders.Any(one => one.Name == Placeholder.Slot))
        {
            session.Problems.Add(
                item.At,
                $"${{task.slot}} is known at the node alone, and an {what} is moved by its name",
                "name it by ${task.index} or ${task.number}"
            );
        }
    }
}
