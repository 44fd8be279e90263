namespace Rota.Bench.Takeover;

/// <summary>stub</summary>
internal static class TakeoverBenchmark
{
    /// <summary>stub</summary>
    public static void Run(Options options) => throw new NotSupportedException(options.Text("x", ""));
}
