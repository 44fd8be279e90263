namespace Rota.Web.Metrics;

/// <summary>Labels as the text format of Prometheus has them.</summary>
internal static class LabelText
{
    /// <summary>One label.</summary>
    public static string Of(string name, string value) =>
        $"{name}=\"{value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")}\"";
}
