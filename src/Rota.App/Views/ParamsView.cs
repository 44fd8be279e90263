using System.Text.Json;
using System.Text.Json.Serialization;
using Rota.Core.Bytes;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Naming;

namespace Rota.App.Views;

/// <summary>
/// The parameters of a task as an object of JSON, name to value; written as it is read, for there may be a million.
/// </summary>
[JsonConverter(typeof(ParamsConverter))]
public readonly record struct ParamsView
{
    private ParamsView(TaskSpec? task, int ordinal, bool isBytes) =>
        (Task, Ordinal, IsBytes) = (task, ordinal, isBytes);

    /// <summary>Its entry; null for no parameters.</summary>
    internal TaskSpec? Task { get; }

    /// <summary>As somebody else has told them; null where they are read off the entry.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>>? Told { get; init; }

    /// <summary>Its ordinal.</summary>
    internal int Ordinal { get; }

    /// <summary>Whether it holds the bytes of those values alone that are no UTF-8.</summary>
    internal bool IsBytes { get; }

    /// <summary>Whether the task has none.</summary>
    internal bool IsEmpty => Told is { } told ? told.Count == 0 : Task is not { Expansion.Parameters: > 0 };

    /// <summary>All of them, as people see them.</summary>
    internal static ParamsView Of(TaskSpec task, int ordinal) => new(task, ordinal, isBytes: false);

    /// <summary>The bytes of the values that are no UTF-8; null where all are.</summary>
    internal static ParamsView? BytesOf(TaskSpec task, int ordinal)
    {
        var parameters = new TaskParameters(task);
        for (var parameter = 0; parameter < parameters.Count; parameter++)
        {
            if (!ByteText.IsUtf8(parameters.Value(parameter, ordinal)))
            {
                return new ParamsView(task, ordinal, isBytes: true);
            }
        }

        return null;
    }
}

/// <summary>Writes parameters, and reads them as they were written.</summary>
internal sealed class ParamsConverter : JsonConverter<ParamsView>
{
    public override ParamsView Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var told = JsonDocument.ParseValue(ref reader);
        return new ParamsView
        {
            Told =
            [
                .. told
                    .RootElement.EnumerateObject()
                    .Select(one => KeyValuePair.Create(one.Name, one.Value.GetString() ?? "")),
            ],
        };
    }

    public override void Write(Utf8JsonWriter writer, ParamsView value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, text) in value.Told ?? [])
        {
            writer.WriteString(name, text);
        }

        var parameters = value.Task is { } task ? new TaskParameters(task) : default;
        for (var parameter = 0; value.Task is not null && parameter < parameters.Count; parameter++)
        {
            var (name, text) = (
                ByteText.Visible(parameters.Name(parameter)),
                parameters.Value(parameter, value.Ordinal)
            );
            if (!value.IsBytes)
            {
                writer.WriteString(name, ByteText.Visible(text));
            }
            else if (ShownText.Bytes(text) is { } bytes)
            {
                writer.WriteBase64String(name, bytes);
            }
        }

        writer.WriteEndObject();
    }
}
