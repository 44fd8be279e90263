using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Reading;
using Rota.Core.JobFiles.Yaml;

namespace Rota.Core.JobFiles;

/// <summary>Reads job files: YAML, hence also JSON.</summary>
public static class JobFileReader
{
    /// <summary>The job a text describes, or everything that is wrong with it.</summary>
    /// <param name="text">The text of the job file.</param>
    /// <param name="fileName">How the user named the file; it begins each problem, and names a job without a
    /// name.</param>
    /// <param name="context">What the file is read against.</param>
    public static JobFileResult Read(string text, string fileName, JobFileContext context)
    {
        var session = new Session(fileName, context);
        var root = YamlTree.Read(text, session.Problems);
        var reader = new JobReader(session, fileName);
        var job = root is null ? null : reader.Read(root);
        return job is not null && session.Problems.IsEmpty
            ? new JobFileResult.Accepted(job) { Schedule = reader.Schedule }
            : new JobFileResult.Refused(session.Problems.ToImmutable());
    }
}
