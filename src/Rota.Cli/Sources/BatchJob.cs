using System.Collections.Immutable;
using System.Text;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Rendering;
using Rota.Core.Bytes;
using Rota.Core.JobFiles;
using Rota.Core.JobFiles.Batch;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Shells;
using Rota.Core.Jobs.Templates;
using Rota.Linux.Files;
using Rota.Store.Local;

namespace Rota.Cli.Sources;

/// <summary>Makes a job of a script for sbatch: one task, or an array, that runs its text as it is now.</summary>
internal sealed class BatchJob
{
    private readonly string path;
    private readonly string text;
    private readonly IReadOnlyList<string> arguments;

    /// <summary>Reads a script.</summary>
    /// <exception cref="ProblemException">It cannot be read, or its directives cannot be followed.</exception>
    public BatchJob(CommandTail tail)
    {
        (path, arguments) = (tail.Words[0], [.. tail.Words.Skip(1)]);
        text = InputText.Read(path, "call what it does as a command: rota submit -- ./PROGRAM");
        Script = BatchReader.Read(text);
        if (!Script.Problems.IsEmpty)
        {
            throw new ProblemException(
                ProblemCodes.JobFile,
                $"{Words.Count(Script.Problems.Length, "problem")} in {path}; nothing was submitted",
                [.. Script.Problems.Select(problem => Plain.Line(problem))]
            );
        }
    }

    /// <summary>What its directives say.</summary>
    public BatchScript Script { get; }

    /// <summary>Tells people what is not done of it.</summary>
    public void Tell(OutputMode mode)
    {
        foreach (var note in mode == OutputMode.Human ? Script.Notes : [])
        {
            Screen.Error.WriteLine($"warning: {Plain.Line($"{path}: {note}")}");
        }
    }

    /// <summary>The job.</summary>
    /// <param name="context">What it is read against.</param>
    /// <param name="values">What its directives say, and the command line on top.</param>
    public JobSpec Read(JobFileContext context, JobOptionValues values)
    {
        var name = values.Name ?? ByteText.Visible(Path.GetFileName(path));
        var task = new TaskSpec
        {
            Id = OneLiner.IdOf(name),
            Command = new Command { Kind = CommandKind.Argv, Words = [.. Argv().Select(Template.Escape)] },
            Expansion = values.Array is { } array ? array : Expansion.One.Instance,
            MaxParallel = values.ArrayThrottle,
            Copies = Copies(values.Array is not null),

            // Without a file of its own standard error goes where standard output goes, in the order it is written.
            RedirectsErrors = Script is { Output: not null, Errors: null },
        };
        return OneLiner.JobOf(name, task, context, values);
    }

    /// <summary>
    /// The text itself where its interpreter takes one, as sbatch keeps a copy of a script: later changes of the file
    /// are for later jobs.
    /// </summary>
    private ImmutableArray<string> Argv() =>
        Interpreter.Of(text) is { } interpreter && Encoding.UTF8.GetByteCount(text) <= JobFileLimits.ArgumentBytes
            ? [.. interpreter.Words, text, .. interpreter.IsShell ? [path] : Array.Empty<string>(), .. arguments]
        : ByteFiles.IsProgram(path) ? [OwnPath.Full(path), .. arguments]
        : throw new ProblemException(
            ProblemCodes.JobFile,
            $"{path} is run from its file, and cannot be executed; nothing was submitted",
            $"chmod +x {path}"
        );

    private OutputCopies? Copies(bool isArray) =>
        Script is { Output: null, Errors: null }
            ? null
            : new OutputCopies(Named(Script.Output, isArray), Named(Script.Errors, isArray), Script.Appends);

    private string? Named(string? pattern, bool isArray)
    {
        if (pattern is null)
        {
            return null;
        }

        var name = OutputPattern.Template(
            pattern,
            isArray,
            Environment.MachineName,
            Environment.UserName,
            out var unknown
        );
        return unknown is null
            ? name
            : throw new ProblemException(
                ProblemCodes.JobFile,
                $"{path}: {pattern}: {unknown} stands for nothing here; nothing was submitted",
                "known are %A %a %j %x %N %u and %%"
            );
    }
}
