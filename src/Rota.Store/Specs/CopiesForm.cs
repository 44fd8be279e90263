using System.Text.Json;
using Rota.Core.Jobs;

namespace Rota.Store.Specs;

/// <summary>How it is written where the output of tasks goes: nothing where it is only kept.</summary>
internal static class CopiesForm
{
    private const string Redirects = "redirectErrors";

    public static void Write(Utf8JsonWriter json, TaskSpec task)
    {
        if (task.Copies is { } copies)
        {
            json.Text("outputCopy", copies.Output);
            json.Text("errorCopy", copies.Errors);
            json.WriteBoolean("copyAppends", copies.Appends);
        }

        if (task.RedirectsErrors)
        {
            json.WriteBoolean(Redirects, true);
        }
    }

    public static OutputCopies? Read(JsonElement task) =>
        task.TryGetProperty("copyAppends", out var appends)
            ? new OutputCopies(task.Text("outputCopy"), task.Text("errorCopy"), appends.GetBoolean())
            : null;

    public static bool ReadRedirects(JsonElement task) =>
        task.TryGetProperty(Redirects, out var redirects) && redirects.GetBoolean();
}
