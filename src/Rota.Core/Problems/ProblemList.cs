using System.Collections.Immutable;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Model;

namespace Rota.Core.Problems;

/// <summary>Collects what is wrong with a file, so that all of it is told at once.</summary>
internal sealed class ProblemList(string file)
{
    // A node behind an alias is read at each use: its problem is still one problem.
    private readonly HashSet<Problem> problems = [];
    private int more;

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsEmpty => problems.Count == 0;

    /// <summary>How many there are.</summary>
    public int Count => problems.Count + more;

    /// <summary>Whether there are so many problems that searching for hints is no longer worth its time.</summary>
    public bool IsLong => problems.Count >= 20;

    /// <summary>Notes a problem in the file that is read.</summary>
    public void Add(Place at, string message, string? hint = null) =>
        Add(new Problem(file, at.Line, at.Column, message, hint));

    /// <summary>Notes a problem in another file.</summary>
    public void Add(Problem problem)
    {
        if (problems.Count < JobFileLimits.Problems)
        {
            problems.Add(problem);
        }
        else if (!problems.Contains(problem))
        {
            more++;
        }
    }

    /// <summary>All problems, by place.</summary>
    public ImmutableArray<Problem> ToImmutable()
    {
        var sorted = problems
            .OrderBy(problem => problem.File != file)
            .ThenBy(problem => problem.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.Line)
            .ThenBy(problem => problem.Column)
            .ToList();
        if (more > 0)
        {
            sorted.Add(
                new(
                    file,
                    sorted[^1].Line,
                    sorted[^1].Column,
                    $"{Counted.Text(more, "more problem")} not listed",
                    "fix these first"
                )
            );
        }

        return [.. sorted];
    }
}
