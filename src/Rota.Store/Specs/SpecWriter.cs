using System.Collections.Immutable;
using System.Text.Json;
using Rota.Core.Bytes;
using Rota.Core.Jobs;

namespace Rota.Store.Specs;

/// <summary>The parts of a specification as JSON. What has its default is left out.</summary>
internal static class SpecWriter
{
    public static void Job(Utf8JsonWriter json, JobSpec job)
    {
        json.WriteStartObject();
        json.WriteString("name", job.Name);
        json.Number("owner", job.Owner);
        json.Text("queue", job.Queue);
        json.Text("budget", job.Budget);
        json.Number("priority", job.Priority);
        json.Map("tags", job.Tags);
        json.Map("params", job.Params);
        WriteVariables(json, "environment", "otherVariables", job.Environment);
        WriteVariables(json, "stated", "otherStated", job.Stated);
        WriteSecrets(json, job);
        if (job.Process is { } process)
        {
            ProcessForm.Write(json, process);
        }

        json.Text("directory", job.Directory);
        json.Number("maxParallel", job.MaxParallel);
        // 0 for none: no limit is that low.
        json.Number("submittedParallel", job.SubmittedParallel is { } submitted ? submitted.Limit ?? 0 : (int?)null);
        FailureLimitForm.Write(json, job.MaxFailures);
        json.Number("spacingTicks", job.Spacing?.Ticks);
        StartForm.Write(json, job);
        NotifyForm.Write(json, job.Notify);
        json.Number("timeScale", job.TimeScale);
        AdditionForm.Write(json, job);
        json.WriteStartArray("policies");
        foreach (var policy in job.Policies)
        {
            Policy(json, policy);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Variables whose names are no UTF-8, and so none of JSON, apart from the others.</summary>
    private static void WriteVariables(
        Utf8JsonWriter json,
        string property,
        string others,
        ImmutableSortedDictionary<string, string> variables
    )
    {
        string[] alien = [.. variables.Keys.Where(name => !ByteText.IsUtf8(name))];
        json.Map(property, variables.RemoveRange(alien));
        json.Texts(others, [.. alien.Select(name => $"{name}={variables[name]}")]);
    }

    /// <summary>Names, and where their values will be found.</summary>
    private static void WriteSecrets(Utf8JsonWriter json, JobSpec job)
    {
        json.Texts("leftOut", job.LeftOut);
        if (job.Secrets.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("secrets");
        foreach (var secret in job.Secrets)
        {
            json.WriteStartObject();
            json.Text("name", secret.Name);
            json.Text("file", secret.File);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Task(Utf8JsonWriter json, TaskSpec task)
    {
        json.WriteStartObject();
        json.WriteString("id", task.Id);
        if (!task.Needs.IsEmpty)
        {
            json.WriteStartArray("needs");
            foreach (var need in task.Needs)
            {
                json.WriteStartObject();
                json.WriteNumber("task", need.Task);
                json.WriteString("condition", need.Condition.ToString());
                json.WriteNumber("minSuccess", need.MinSuccessPercent);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (task.IsFinally)
        {
            json.WriteBoolean("finally", true);
        }

        ExpansionForm.Write(json, task.Expansion);
        json.WriteString("kind", task.Command.Kind.ToString());
        json.Texts("words", task.Command.Words);
        json.WriteString("dialect", task.Command.Dialect.ToString());
        json.Number("policy", task.Policy);
        json.Number("maxParallel", task.MaxParallel);
        if (task.Concurrency is { } concurrency)
        {
            json.Text("key", concurrency.Key);
            json.WriteNumber("keyLimit", concurrency.Limit);
        }

        json.Texts("outputs", task.Outputs);
        json.Texts("results", task.Results);
        CopiesForm.Write(json, task);
        json.Number("recordedSeconds", task.RecordedSeconds);
        json.WriteEndObject();
    }

    private static void Policy(Utf8JsonWriter json, TaskPolicy policy)
    {
        json.WriteStartObject();
        json.Number("slots", policy.Resources.Slots);
        json.Number("milliCpus", policy.Resources.MilliCpus);
        json.Number("pinned", policy.Resources.IsPinned ? 1 : (long?)null);
        json.Number("memory", policy.Resources.MemoryBytes);
        json.Number("gpus", policy.Resources.Gpus);
        json.Number("gpuShare", policy.Resources.GpuShare is > 0 and var share ? share : (long?)null);
        json.Counts("licences", policy.Resources.Licences);
        json.WriteNumber("maxAttempts", policy.Retry.MaxAttempts);
        json.WriteString("backoff", policy.Retry.Backoff.ToString());
        json.WriteNumber("delayTicks", policy.Retry.Delay.Ticks);
        json.WriteNumber("maxDelayTicks", policy.Retry.MaxDelay.Ticks);
        json.WriteBoolean("jitter", policy.Retry.Jitter);
        json.Numbers("onExitCodes", policy.Retry.OnExitCodes);
        json.Numbers("notOn", policy.Retry.NotOn);
        json.Number("oomMemoryFactor", policy.Retry.OomMemoryFactor);
        json.WriteBoolean("onLost", policy.Retry.OnLost);
        json.Number("timeoutTicks", policy.Timeout?.Ticks);
        json.WriteNumber("stopSignal", policy.Stop.Signal);
        json.WriteNumber("stopGraceTicks", policy.Stop.Grace.Ticks);
        json.WriteBoolean("stopToLeader", policy.Stop.ToLeader);
        json.Text("workingDirectory", policy.WorkingDirectory);
        StartingForm.Write(json, policy);
        json.Map("environment", policy.Environment);
        json.WriteEndObject();
    }
}
