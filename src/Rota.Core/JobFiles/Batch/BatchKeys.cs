namespace Rota.Core.JobFiles.Batch;

/// <summary>Which keys of a job file say what an option of sbatch says.</summary>
internal static class BatchKeys
{
    /// <summary>The keys with their values; none for an option that says something else.</summary>
    /// <param name="option">The option, without dashes.</param>
    /// <param name="text">Its value.</param>
    public static IEnumerable<(string Key, string Value)> Of(string option, string text) =>
        option switch
        {
            "array" => [("array", text)],
            "job-name" => [("name", text)],
            "partition" => [("queue", text)],
            "cpus-per-task" => [("resources/cpus", text)],
            "mem" when text is not "0" => [("resources/memory", BatchValues.Megabytes(text))],
            "gpus" or "gpus-per-node" or "gpus-per-task" => [("resources/gpus", text[(text.LastIndexOf(':') + 1)..])],
            "gres" => text.Split(',')
                .Select(BatchValues.Gpus)
                .OfType<string>()
                .Select(gpus => ("resources/gpus", gpus)),
            "licenses" => text.Split(',').Select(licence => ("resources/license", BatchValues.Licence(licence))),
            "time" when !BatchValues.IsUnlimited(text) => [("timeout", BatchValues.Time(text))],
            "nice" => [("priority", BatchValues.Priority(text))],
            "no-requeue" => [("retry", "never")],
            "export" => text.Split(',').Where(part => part.Contains('=')).Select(part => ("env", part)),
            _ => [],
        };
}
