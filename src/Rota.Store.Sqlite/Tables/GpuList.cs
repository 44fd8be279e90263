namespace Rota.Store.Sqlite.Tables;

/// <summary>How a live attempt's GPUs stand in their column: positions with a space between.</summary>
internal static class GpuList
{
    public static string TextOf(int[] gpus) => string.Join(' ', gpus);

    public static int[] Of(string text) =>
        text.Length == 0 ? [] : [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
}
