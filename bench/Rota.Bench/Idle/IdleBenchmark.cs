namespace Rota.Bench.Idle;

/// <summary>stub</summary>
internal static class IdleBenchmark
{
    /// <summary>stub</summary>
    public static void Run(Options options) => throw new NotSupportedException(options.Text("x", ""));
}
