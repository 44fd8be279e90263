using System.Text.Json;
using System.Text.Json.Serialization;
using Rota.Core.Model;

namespace Rota.App.Views;

/// <summary>States of jobs by their words.</summary>
internal sealed class JobStateConverter : JsonConverter<JobState>
{
    public override JobState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        StateWord.Job(reader.GetString());

    public override void Write(Utf8JsonWriter writer, JobState value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.WireName());
}

/// <summary>States of tasks by their words, as values and as the names of counts.</summary>
internal sealed class TaskStateConverter : JsonConverter<TaskState>
{
    public override TaskState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        StateWord.Task(reader.GetString());

    public override TaskState ReadAsPropertyName(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => StateWord.Task(reader.GetString());

    public override void Write(Utf8JsonWriter writer, TaskState value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.WireName());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, TaskState value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.WireName());
}
