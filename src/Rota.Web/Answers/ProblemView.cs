using System.Text.Json.Serialization;
using Rota.App.Problems;
using Rota.Core.Bytes;

namespace Rota.Web.Answers;

/// <summary>A problem as an answer over HTTP (RFC 9457, with members of our own).</summary>
public sealed record ProblemView
{
    internal ProblemView(Problem problem, string instance, string request, int? retryAfter = null)
    {
        (Code, ExitCode, Status) = (problem.Code.Name, problem.Code.ExitCode, problem.Code.Status);
        (Detail, Tries, Instance, RequestId) = (
            ByteText.Visible(problem.Detail),
            [.. problem.Tries.Select(ByteText.Visible)],
            instance,
            request
        );
        RetryAfterSeconds = retryAfter;
        Errors = problem.Mistakes.Count == 0 ? null : [.. problem.Mistakes.Select(one => new MistakeView(one))];
    }

    /// <summary>What tells of the kind of problem, at this very server.</summary>
    public string Type => $"/v1/problems/{Code}";

    /// <summary>The kind of problem in words.</summary>
    public string Title => Code.Replace('-', ' ');

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>A sentence with what is wrong here.</summary>
    public string Detail { get; }

    /// <summary>What was asked for.</summary>
    public string Instance { get; }

    /// <summary>What programs know the kind of problem by; the command line says the same.</summary>
    public string Code { get; }

    /// <summary>How a command ends that meets it.</summary>
    public int ExitCode { get; }

    /// <summary>What to do about it, a line each.</summary>
    public IReadOnlyList<string> Tries { get; }

    /// <summary>After how many seconds to ask again, as Retry-After says; null where time changes nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? RetryAfterSeconds { get; }

    /// <summary>The places of a job file that are wrong; null where it is about none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MistakeView>? Errors { get; }

    /// <summary>What the log knows the request by.</summary>
    public string RequestId { get; }
}

/// <summary>Something that is wrong with a file.</summary>
public sealed record MistakeView
{
    internal MistakeView(Core.Problems.Problem mistake) =>
        (File, Line, Column, Message, Hint) = (
            mistake.File,
            mistake.Line,
            mistake.Column,
            mistake.Message,
            mistake.Hint
        );

    /// <summary>The file, as it was named.</summary>
    public string File { get; }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The column, from 1.</summary>
    public int Column { get; }

    /// <summary>What is wrong.</summary>
    public string Message { get; }

    /// <summary>What to try; null where nothing is known.</summary>
    public string? Hint { get; }
}
