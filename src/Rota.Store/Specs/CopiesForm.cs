using System.Text.Json;
using Rota.Core.Jobs;

namespace Rota.Store.Specs;

/// <summary>How the files are written that output is copied to: nothing without any.</summary>
internal static class CopiesForm
{
    public static void Write(Utf8JsonWriter json, OutputCopies? copies)
    {
        if (copies is not null)
        {
            json.Text("outputCopy", copies.Output);
            json.Text("errorCopy", copies.Errors);
            json.WriteBoolean("copyAppends", copies.Appends);
        }
    }

    public static OutputCopies? Read(JsonElement task) =>
        task.TryGetProperty("copyAppends", out var appends)
            ? new OutputCopies(task.Text("outputCopy"), task.Text("errorCopy"), appends.GetBoolean())
            : null;
}
