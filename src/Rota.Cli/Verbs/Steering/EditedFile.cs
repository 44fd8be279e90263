using Rota.App.Problems;
using Rota.App.Steering;
using Rota.App.Wording;
using Rota.Cli.Rendering;
using Rota.Cli.Sources;
using Rota.Core.JobFiles;
using Rota.Core.JobFiles.Editing;
using Rota.Core.Jobs;

namespace Rota.Cli.Verbs.Steering;

/// <summary>A job as a file for an editor: what was typed is kept until it is the job's, or given up.</summary>
/// <param name="job">The job.</param>
/// <param name="isHere">Whether its directory is one of this machine.</param>
internal sealed class EditedFile(EditableJob job, bool isHere)
{
    private readonly string file = Path.Combine(
        Directory.CreateTempSubdirectory("rota-edit-").FullName,
        $"job-{job.Id}.yaml"
    );

    /// <summary>Has it edited until it can be read, and then changed.</summary>
    /// <param name="apply">Has the job changed.</param>
    /// <returns>The exit code.</returns>
    public int Edit(Func<EditRequest, int> apply)
    {
        File.WriteAllText(file, job.Text);
        try
        {
            if (Wanted() is not { } wanted)
            {
                Screen.Error.WriteLine("the file is as it was: nothing was changed");
                Drop();
                return ExitCode.Success;
            }

            var code = apply(new EditRequest($"{job.Id}", wanted) { Since = job.Spec });
            if (code == ExitCode.Success)
            {
                Drop();
            }
            else
            {
                Keep();
            }

            return code;
        }
        catch (ProblemException)
        {
            Keep();
            throw;
        }
    }

    /// <summary>The job as it is to be; null where the file was left as it was.</summary>
    private JobSpec? Wanted()
    {
        int? line = null;
        while (true)
        {
            Editor.Open(file, line);
            var text = InputText.Read(file, "split the job");
            if (text == job.Text)
            {
                return null;
            }

            var context = Submission.From(job.Spec.Directory, job.Spec.Params, isHere: isHere);
            switch (EntryFileReader.Read(text, file, job.Spec, job.Entries, context))
            {
                case JobFileResult.Accepted accepted:
                    return accepted.Job;
                case JobFileResult.Refused refused:
                    line = refused.Problems[0].Line;
                    AskAgain(refused);
                    break;
            }
        }
    }

    private static void AskAgain(JobFileResult.Refused refused)
    {
        foreach (var problem in refused.Problems)
        {
            Screen.Error.WriteLine(Plain.Line(problem.ToString()));
        }

        Screen.Error.Write("edit it once more? [Y/n] ");
        if (Console.ReadLine()?.Trim() is not ("" or "y" or "Y" or "yes"))
        {
            throw new ProblemException(
                ProblemCodes.JobFile,
                $"{Words.Count(refused.Problems.Length, "problem")} in the file; nothing was changed"
            );
        }
    }

    private void Keep()
    {
        if (File.Exists(file))
        {
            Screen.Error.WriteLine($"what was typed is in {file}");
        }
    }

    private void Drop() => Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
}
