using System.Collections.Immutable;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Checks;
using Rota.Core.Jobs.Shells;
using Rota.Core.Jobs.Templates;

namespace Rota.Core.JobFiles.Scopes;

/// <summary>Finds placeholders that would never be filled in, before any task starts.</summary>
internal static class TemplateCheck
{
    /// <summary>Checks a text that no shell reads: an argument, a path, a variable.</summary>
    public static void Argument(Session session, Node at, string text, NameScope scope)
    {
        if (Template.IsPlain(text))
        {
            return;
        }

        var template = Template.Parse(text);
        Names(session, at, template.Placeholders, scope);
        foreach (var foreign in template.Foreign)
        {
            var name = foreign.Length > 3 ? foreign[2..^1] : "";
            session.Problems.Add(
                at.At,
                $"{foreign} is no placeholder, and no shell reads this text",
                scope.Environment.ContainsKey(name)
                    ? $"write ${{env.{name}}} for the variable of the environment"
                    : $"write $${foreign[1..]} to mean these very characters"
            );
        }
    }

    /// <summary>Checks the arguments of a program for texts that it has a shell read.</summary>
    public static void ReadByShells(Session session, Node at, ImmutableArray<string> words, NameScope scope)
    {
        foreach (var placeholder in CommandTemplates.ReadByShells(words, Dialect.Dollar))
        {
            if (SpotCheck.OfText(placeholder, scope.ValuesOf(placeholder.Name)) is var (message, hint))
            {
                session.Problems.Add(at.At, message, hint);
            }
        }
    }

    /// <summary>Checks a text that a shell reads. What is not ours is the shell's.</summary>
    public static void Shell(Session session, Node at, string text, NameScope scope)
    {
        if (Template.IsPlain(text))
        {
            return;
        }

        var template = Template.Parse(text);
        Names(session, at, template.Placeholders.Where(placeholder => placeholder.Spot != ShellSpot.Comment), scope);
        foreach (var placeholder in template.Placeholders)
        {
            if (SpotCheck.Of(placeholder, scope.ValuesOf(placeholder.Name)) is var (message, hint))
            {
                session.Problems.Add(at.At, message, hint);
            }
        }

        foreach (var (name, _) in DollarNames.In(text).DistinctBy(found => found.Name))
        {
            if (
                !TemplateNames.IsOurs(name)
                && scope.Meant(name) is { } meant
                && !scope.Environment.ContainsKey(name)
                && !scope.Withheld.Contains(name)
                && !DollarNames.IsAssigned(text, name)
            )
            {
                session.Problems.Add(
                    at.At,
                    $"nothing sets ${{{name}}}",
                    $"did you mean ${{{meant}}}? For the shell's own variable write ${name}"
                );
            }
        }
    }

    /// <summary>
    /// Checks a script of another language: its text is not touched, so a placeholder in it is a mistake.
    /// </summary>
    public static void Script(Session session, Node at, string text)
    {
        foreach (
            var placeholder in Template.Parse(text).Placeholders.Where(placeholder => placeholder.Name.Contains('.'))
        )
        {
            session.Problems.Add(
                at.At,
                $"{placeholder.Text} is not filled in: values are pasted into shell scripts only",
                $"pass it by env and read the variable, or write ${placeholder.Text} for these very characters"
            );
        }
    }

    /// <summary>
    /// A path that is needed while the file is read, with its placeholders filled in, or null after a problem.
    /// </summary>
    public static string? Path(Session session, Node node, string what, NameScope scope)
    {
        if (session.Values.Text(node, what) is not { } text)
        {
            return null;
        }

        if (text.Length == 0)
        {
            return session.Values.Refuse<string>(node, $"{what} is empty", "name a file");
        }

        var early = scope with { Expansion = null, IsBeforeTasks = true, Environment = session.Capture.Environment };
        var problemsBefore = session.Problems.Count;
        Argument(session, node, text, early);
        return session.Problems.Count == problemsBefore ? Template.Parse(text).Render(new EarlyVariables(early)) : null;
    }

    private static void Names(Session session, Node at, IEnumerable<Placeholder> placeholders, NameScope scope)
    {
        foreach (var placeholder in placeholders)
        {
            if (scope.Check(placeholder.Name, withHint: !session.Problems.IsLong) is var (message, hint))
            {
                session.Problems.Add(at.At, message, hint);
            }
        }
    }

    private sealed class EarlyVariables(NameScope scope) : IVariables
    {
        public ImmutableArray<string> Values => [];

        public string? Value(string name) =>
            name.StartsWith("params.", StringComparison.Ordinal) ? scope.Params.GetValueOrDefault(name[7..])
            : name.StartsWith("env.", StringComparison.Ordinal) ? scope.Environment.GetValueOrDefault(name[4..])
            : null;
    }
}
