using System.Collections.Immutable;
using System.IO.Enumeration;
using Rota.Core.JobFiles.Notation;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs;

namespace Rota.Core.JobFiles.Reading;

/// <summary>
/// Reads how an entry becomes tasks: <c>matrix</c>, <c>array</c>, <c>each_line</c>, <c>from_csv</c> or
/// <c>each_file</c>.
/// </summary>
internal sealed class ExpansionReader(Session session, NameScope scope)
{
    private static readonly string[] Keys = ["matrix", "array", "each_line", "from_csv", "each_file"];

    /// <summary>The expansion, or null after a problem.</summary>
    public Expansion? Read(Fields fields, out int? parallelMax)
    {
        parallelMax = null;
        if (Array.Find(Keys, key => fields[key] is not null) is not { } kind)
        {
            session.TasksLeft--;
            return fields["exclude"] is { } alone
                ? session.Values.Refuse<Expansion>(
                    alone,
                    "exclude goes with a matrix, and this task has none",
                    "add matrix or remove exclude"
                )
                : Expansion.One.Instance;
        }

        foreach (var other in Keys.Where(key => key != kind && fields[key] is not null))
        {
            session.Problems.Add(
                fields[other]!.At,
                $"a task cannot have both {kind} and {other}",
                "keep one of the two"
            );
        }

        if (kind != "matrix" && fields["exclude"] is { } exclude)
        {
            session.Problems.Add(exclude.At, $"exclude goes with a matrix, not with {kind}", "remove it");
        }

        var node = fields[kind]!;
        Expansion? expansion = kind switch
        {
            "matrix" => MatrixReader.Read(session, node, fields["exclude"]),
            "array" => Numbers(node, out parallelMax),
            "each_line" => Lines(node),
            "from_csv" => Csv(node),
            _ => FilesBelow(node),
        };
        session.TasksLeft -= expansion?.Count ?? 0;
        if (session.TasksLeft < 0)
        {
            session.Problems.Add(
                node.At,
                $"with this {kind} the job has more than {JobFileLimits.Tasks:N0} tasks",
                "split the job"
            );
            session.TasksLeft = 0;
        }

        return expansion;
    }

    private Expansion.Array? Numbers(Node node, out int? parallelMax)
    {
        parallelMax = null;
        if (node is not ScalarNode scalar)
        {
            return session.Values.Refuse<Expansion.Array>(
                node,
                $"array must be ranges of numbers, not {node.Kind}",
                ArrayRange.Form
            );
        }

        return ArrayRange.TryParse(scalar.Text, out var array, out parallelMax, out var mistake)
            ? array
            : session.Values.Refuse<Expansion.Array>(node, $"array {scalar.Kind}: {mistake}", ArrayRange.Form);
    }

    private Expansion.Items? Lines(Node node)
    {
        if (ReadText(node, "each_line") is not var (_, text))
        {
            return null;
        }

        var lines = ImmutableArray.CreateBuilder<string>();
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range].TrimEnd('\r');
            if (line.IsEmpty)
            {
                continue;
            }

            if (lines.Count == JobFileLimits.Values)
            {
                return session.Values.Refuse<Expansion.Items>(
                    node,
                    $"the file has more than {JobFileLimits.Values:N0} lines",
                    "split it"
                );
            }

            lines.Add(line.ToString());
        }

        return lines.Count > 0
            ? new("line", lines.DrainToImmutable())
            : session.Values.Refuse<Expansion.Items>(
                node,
                "the file has no lines, so there would be no tasks",
                "fill it or remove the entry"
            );
    }

    private Expansion.Table? Csv(Node node)
    {
        if (ReadText(node, "from_csv") is not var (path, text))
        {
            return null;
        }

        var (columns, rows, mistake) = CsvTable.Read(text, path, JobFileLimits.Values);
        if (mistake is null)
        {
            return new(columns, rows);
        }

        session.Problems.Add(mistake);
        return null;
    }

    private Expansion.Items? FilesBelow(Node node)
    {
        Node? under = node;
        string? match = null;
        if (node is MappingNode)
        {
            var fields = Fields.Of(node, JobFileKeys.EachFile, "each_file", session.Problems);
            under = fields?["under"];
            match = fields?["match"] is { } pattern ? session.Values.Text(pattern, "match") : null;
        }

        if (under is null)
        {
            return session.Values.Refuse<Expansion.Items>(
                node,
                "each_file names no directory",
                "write each_file: {under: DIR, match: \"*.log\"}"
            );
        }

        if (TemplateCheck.Path(session, under, "each_file", scope) is not { } directory)
        {
            return null;
        }

        var found = Attempt(under, directory, path => session.Context.Files.FilesUnder(path, JobFileLimits.Values));
        if (found?.Count > JobFileLimits.Values)
        {
            return session.Values.Refuse<Expansion.Items>(
                under,
                $"there are more than {JobFileLimits.Values:N0} files below {directory}",
                "name a smaller directory"
            );
        }

        // Sorted, so that the same directory always gives the same tasks.
        ImmutableArray<string>? files = found is null
            ? null
            :
            [
                .. found
                    .Where(file => Matches(file, match))
                    .Order(StringComparer.Ordinal)
                    .Select(file => $"{directory.TrimEnd('/')}/{file}"),
            ];
        return files switch
        {
            null => null,
            { IsEmpty: true } => session.Values.Refuse<Expansion.Items>(
                under,
                match is null
                    ? $"there are no files below {directory}"
                    : $"no file below {directory} matches \"{match}\"",
                "an entry needs at least one task"
            ),
            _ => new("file", files.Value),
        };
    }

    /// <summary>
    /// A pattern with a slash is for the whole path below the directory, one without for the name alone.
    /// </summary>
    private static bool Matches(string file, string? pattern) =>
        pattern is null
        || FileSystemName.MatchesSimpleExpression(
            pattern,
            pattern.Contains('/') ? file : file[(file.LastIndexOf('/') + 1)..],
            ignoreCase: false
        );

    private (string Path, string Text)? ReadText(Node node, string what)
    {
        if (
            TemplateCheck.Path(session, node, what, scope) is not { } path
            || Attempt(node, path, absolute => session.Context.Files.ReadText(absolute, JobFileLimits.Characters))
                is not { } text
        )
        {
            return null;
        }

        if (text.Length > JobFileLimits.Characters)
        {
            return session.Values.Refuse<(string, string)?>(
                node,
                $"the file {path} has more than {JobFileLimits.Characters:N0} characters",
                "split it"
            );
        }

        return text.Contains('\0')
            ? session.Values.Refuse<(string, string)?>(
                node,
                $"the file {path} holds NUL characters",
                "is it a text file?"
            )
            : (path, text);
    }

    private T? Attempt<T>(Node node, string path, Func<string, T> read)
        where T : class
    {
        try
        {
            return read(Path.Combine(session.Context.Directory, path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return session.Values.Refuse<T>(
                node,
                $"{path} cannot be read: {failure.Message.TrimEnd('.')}",
                $"paths start from {session.Context.Directory}"
            );
        }
    }
}
