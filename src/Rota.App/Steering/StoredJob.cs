using System.Text.Json.Serialization;
using Rota.App.Views;
using Rota.Core.Model;
using Rota.Store.Specs;

namespace Rota.App.Steering;

/// <summary>A job as it is stored, for who reads its file once more against it.</summary>
/// <param name="Spec">The job as bytes: its form belongs to one version of Rota.</param>
public sealed record StoredJob(byte[] Spec) : View
{
    /// <summary>That of an address.</summary>
    /// <exception cref="Problems.ProblemException">There is none, or it has ended.</exception>
    public static StoredJob Of(Site site, string address) => new(JobSpecCodec.Encode(EditCases.Open(site, address)));
}

/// <summary>A job as a file that people may change in an editor.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Spec">The job as it was then, as bytes: their form belongs to one version of Rota.</param>
/// <param name="Entries">The entries that stand in the text, by position.</param>
/// <param name="Text">The file.</param>
public sealed record EditableFile(long Id, byte[] Spec, IReadOnlyList<int> Entries, string Text) : View
{
    /// <summary>As it is taken up again.</summary>
    [JsonIgnore]
    internal EditableJob Job => new(new JobId(Id), JobSpecCodec.Decode(Spec), Entries, Text);

    /// <summary>That of an address.</summary>
    /// <exception cref="Problems.ProblemException">There is none, or nothing of it can be changed.</exception>
    public static EditableFile Of(Site site, string address)
    {
        var job = EditorCases.Open(site, address);
        return new EditableFile(job.Id.Value, JobSpecCodec.Encode(job.Spec), job.Entries, job.Text);
    }
}
