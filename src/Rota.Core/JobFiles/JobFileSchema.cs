namespace Rota.Core.JobFiles;

/// <summary>The JSON Schema of the job file (draft 2020-12), for editors and for <c>rota schema</c>.</summary>
public static class JobFileSchema
{
    private const string Resource = "Rota.Core.JobFiles.job-file.schema.json";

    /// <summary>The schema.</summary>
    public static string Text { get; } = Load();

    private static string Load()
    {
        using var stream =
            typeof(JobFileSchema).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the resource {Resource} is missing from the build");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
