using System.Collections.Immutable;
using System.IO.Enumeration;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Notation;
using Rota.Core.JobFiles.Scopes;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs;

namespace Rota.Core.JobFiles.Expansions;

/// <summary>Reads the expansions that other files decide: by their lines, their rows, or their names.</summary>
internal sealed class FileExpansionReader(Session session, NameScope scope)
{
    private const string NulHint =
        "files below a directory are each_file; a value of several lines stands in quotes in from_csv; "
        + "rota run -0 --each-line FILE takes items that end with NUL";

    /// <summary><c>each_line</c>, or null after a problem.</summary>
    public Expansion.Items? Lines(Node node, bool canBeEmpty)
    {
        if (ReadText(node, "each_line") is not var (_, text))
        {
            return null;
        }

        var lines = ItemList.Lines(text, JobFileLimits.Values, out var count);
        return count > JobFileLimits.Values
                ? session.Values.Refuse<Expansion.Items>(
                    node,
                    $"the file has more than {JobFileLimits.Values:N0} lines",
                    "split it"
                )
            : count > 0 || canBeEmpty ? new("line", lines)
            : session.Values.Refuse<Expansion.Items>(
                node,
                "the file has no lines, so there would be no tasks",
                "fill it, remove the entry, or write if_empty: ok"
            );
    }

    /// <summary><c>from_csv</c>, or null after a problem.</summary>
    public Expansion.Table? Table(Node node, bool canBeEmpty)
    {
        if (ReadText(node, "from_csv") is not var (path, text))
        {
            return null;
        }

        var (columns, rows, mistake) = CsvTable.Read(text, path, JobFileLimits.Values, canBeEmpty);
        if (mistake is null)
        {
            return new(columns, rows);
        }

        session.Problems.Add(mistake);
        return null;
    }

    /// <summary><c>each_file</c>, or null after a problem.</summary>
    public Expansion.Items? FilesBelow(Node node, bool canBeEmpty)
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

        var found = Attempt(
            under,
            directory,
            path => session.Context.Files.FilesUnder(path, JobFileLimits.Values),
            "; no file is left out, so make it readable or hand in a list: "
                + "find DIR -type f -print0 | rota run -0 --each-line - ..."
        );
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
            { IsEmpty: true } when !canBeEmpty => session.Values.Refuse<Expansion.Items>(
                under,
                match is null
                    ? $"there are no files below {directory}"
                    : $"no file below {directory} matches \"{match}\"",
                "an entry needs at least one task, or if_empty: ok"
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

        if (ItemList.Nul(text, path, NulHint) is { } nul)
        {
            session.Problems.Add(nul);
            return null;
        }

        return (path, text);
    }

    private T? Attempt<T>(Node node, string path, Func<string, T> read, string more = "")
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
                $"paths start from {session.Context.Directory}{more}"
            );
        }
    }
}
