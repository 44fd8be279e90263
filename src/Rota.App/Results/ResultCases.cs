using System.Text;
using System.Text.Json;
using Rota.App.Problems;
using Rota.Core.Results;
using Rota.Store.Local;

namespace Rota.App.Results;

/// <summary>Reports results, from inside a task.</summary>
public static class ResultCases
{
    /// <summary>Adds values to the result of the task that asks.</summary>
    /// <exception cref="ProblemException">No task asks, or the values cannot be kept.</exception>
    public static ReportedResult Add(ResultRequest request)
    {
        if (request.File is not { Length: > 0 } file)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                "ROTA_RESULT_FILE is not set: no task of Rota runs this",
                "call it in the command of a task: rota run 'train.sh && rota report-result accuracy=0.93'",
                "to try it out: ROTA_RESULT_FILE=result.json rota report-result accuracy=0.93"
            );
        }

        (string Name, string Value)[] pairs = [.. request.Values.Select(Pair)];
        var result = "{}";
        try
        {
            ResultFile.Update(file, before => result = With(file, before, pairs));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(
                ProblemCodes.File,
                $"the result cannot be written: {error.Message.TrimEnd('.')}",
                "the task may have ended: report before its command does"
            );
        }

        return new ReportedResult(JsonElement.Parse(result));
    }

    private static (string Name, string Value) Pair(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals
            ? (text[..equals], text[(equals + 1)..])
            : throw new ProblemException(
                ProblemCodes.Usage,
                $"{text} is no value of a result",
                "write NAME=VALUE, such as accuracy=0.93"
            );

    private static string With(string file, byte[]? before, (string, string)[] pairs)
    {
        string? known = null;
        if (before is not null)
        {
            (known, var problem) = ResultObject.Read(before);
            if (problem is not null)
            {
                throw new ProblemException(
                    ProblemCodes.File,
                    $"{file} is there, and {problem}",
                    "remove what it holds first, or write all of it by the task"
                );
            }
        }

        var text = ResultObject.With(known, pairs);
        return Encoding.UTF8.GetByteCount(text) < ResultObject.BytesMax
            ? text
            : throw new ProblemException(
                ProblemCodes.TooLarge,
                $"the result would be longer than {ResultObject.BytesMax >> 10} KiB",
                "keep what is large in a file in $ROTA_OUTPUT_DIR, and report its name"
            );
    }
}
