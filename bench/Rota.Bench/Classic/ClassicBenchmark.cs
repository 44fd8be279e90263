namespace Rota.Bench.Classic;

/// <summary>stub</summary>
internal static class ClassicBenchmark
{
    /// <summary>stub</summary>
    public static void Run(Options options) => throw new NotSupportedException(options.Text("x", ""));
}
